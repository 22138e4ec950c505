/**
 * Importing chess positions from EPD: lines per second against `payload.create` with the same positions in the same
 * run, and how memory grows over 100,000 lines: what is alive (after a garbage collection, every 10,000 lines of a second
 * pass), and what the process takes from the system at most, which includes garbage the engine was free to leave.
 *
 *   node --conditions=production --import tsx bench/importPositions.ts [--json] [--lines 100000] [--created 300]
 */
import { parseArgs } from 'node:util'
import { setFlagsFromString } from 'node:v8'
import { runInNewContext } from 'node:vm'
import type { CollectionSlug, Payload } from 'payload'
import { chess } from '../src/games/chess.js'
import { importPositions } from '../src/library/importPositions.js'
import { manyPositions } from '../test/fixtures/library/manyPositions.js'
import { startTestPayload } from '../test/integration/startTestPayload.js'

const MEGABYTE = 1024 * 1024
const PIECE_BYTES = 64 * 1024
const SAMPLE_EVERY = 10_000
const TARGET = { timesCreate: 10, liveGrowthMb: 10 }

const { values: options } = parseArgs({
  options: {
    json: { type: 'boolean', default: false },
    lines: { type: 'string', default: '100000' },
    created: { type: 'string', default: '300' },
  },
})
const created = Number(options.created)

/** EPD as it comes from a file: in pieces, made when asked for. */
async function* epd(count: number, skip = 0): AsyncGenerator<Uint8Array> {
  let index = 0
  let text = ''
  for (const fen of manyPositions()) {
    if (index === skip + count) break
    if (index++ < skip) continue
    text += `${fen} bm Ke2; id "bench";\n`
    if (text.length < PIECE_BYTES) continue
    yield Buffer.from(text)
    text = ''
  }
  yield Buffer.from(text)
}

/** One at a time, as an importer without SQL would. Positions from the end, which the import does not reach. */
const create = async (payload: Payload): Promise<number> => {
  const fens = [...manyPositions()].slice(-created)
  const start = performance.now()
  for (const notation of fens)
    await payload.create({
      collection: 'positions' as CollectionSlug,
      data: { game: 'chess', notation, solution: { best: 'Ke2' }, source: 'bench' },
    })
  return created / ((performance.now() - start) / 1000)
}

setFlagsFromString('--expose-gc')
const collectGarbage: () => void = runInNewContext('gc')

const liveMb = (): number => {
  collectGarbage()
  const { heapUsed, external } = process.memoryUsage()
  return (heapUsed + external) / MEGABYTE
}

/** Passes a file on and says how much is alive at the first sample and at most. */
async function* sampled(source: AsyncGenerator<Uint8Array>, samples: number[]): AsyncGenerator<Uint8Array> {
  let lines = 0
  for await (const piece of source) {
    for (const byte of piece) if (byte === 0x0a) lines++
    if (lines >= (samples.length + 1) * SAMPLE_EVERY) samples.push(liveMb())
    yield piece
  }
}

const importLines = (payload: Payload, source: AsyncIterable<Uint8Array>) =>
  importPositions({
    payload,
    positionsSlug: 'positions',
    games: [chess],
    format: 'epd',
    source,
    defaults: { game: 'chess' },
  })

const test = await startTestPayload()
try {
  const { payload } = test
  const lineCount = Number(options.lines)
  // Both warm: compiled, connected.
  await importLines(payload, epd(2000, 200_000))
  await create(payload)
  await payload.delete({ collection: 'positions' as CollectionSlug, where: { source: { equals: 'bench' } } })

  const createdPerSecond = await create(payload)
  const rssBefore = process.memoryUsage().rss
  let rssPeak = rssBefore
  const watch = setInterval(() => {
    rssPeak = Math.max(rssPeak, process.memoryUsage().rss)
  }, 50)
  const start = performance.now()
  const counts = await importLines(payload, epd(lineCount))
  const importMs = performance.now() - start
  const againStart = performance.now()
  const again = await importLines(payload, epd(lineCount))
  const againMs = performance.now() - againStart
  clearInterval(watch)

  await payload.db.deleteMany({ collection: 'positions', where: { source: { equals: 'bench' } } })
  const live: number[] = []
  await importLines(payload, sampled(epd(lineCount), live))

  const importedPerSecond = counts.imported / (importMs / 1000)
  const measured = {
    lines: lineCount,
    counts,
    again,
    createdPerSecond,
    importedPerSecond,
    againPerSecond: again.read / (againMs / 1000),
    timesCreate: importedPerSecond / createdPerSecond,
    liveMb: live[0] ?? 0,
    liveGrowthMb: Math.max(...live) - (live[0] ?? 0),
    rssBeforeMb: rssBefore / MEGABYTE,
    rssGrowthMb: (rssPeak - rssBefore) / MEGABYTE,
    target: TARGET,
  }
  const isMet = measured.timesCreate >= TARGET.timesCreate && measured.liveGrowthMb <= TARGET.liveGrowthMb
  const result = { ...measured, isMet }
  if (options.json) console.log(JSON.stringify(result))
  else {
    console.log(`payload.create        ${createdPerSecond.toFixed(0).padStart(8)} positions/s`)
    console.log(
      `import                ${importedPerSecond.toFixed(0).padStart(8)} positions/s (${counts.imported} imported)`,
    )
    console.log(
      `import again          ${result.againPerSecond.toFixed(0).padStart(8)} positions/s (${again.unchanged} unchanged)`,
    )
    console.log(
      `${result.timesCreate.toFixed(1)}× the rate of payload.create (target: at least ${TARGET.timesCreate}×)`,
    )
    console.log(
      `alive: ${result.liveMb.toFixed(1)} MB after ${SAMPLE_EVERY} lines, at most ${result.liveGrowthMb.toFixed(1)} MB more ` +
        `up to ${lineCount} (target: at most ${TARGET.liveGrowthMb} MB)`,
    )
    console.log(
      `RSS: ${result.rssBeforeMb.toFixed(0)} MB before, at most ${result.rssGrowthMb.toFixed(0)} MB more during`,
    )
  }
  process.exitCode = isMet ? 0 : 1
} finally {
  await test.stop()
}
process.exit()
