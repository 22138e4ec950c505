/**
 * Importing chess positions from EPD: lines per second against `payload.create` with the same positions in the same
 * run, and how memory grows over 100,000 lines: what is alive (after a garbage collection, every 10,000 lines of a second
 * pass), and what the process takes from the system at most, which includes garbage the engine was free to leave.
 *
 *   node --conditions=production --import tsx bench/database/importPositions.ts [--json] [--lines 100000] [--created 300] [--warm 2000]
 */
import { setFlagsFromString } from 'node:v8'
import { runInNewContext } from 'node:vm'
import type { CollectionSlug, Payload } from 'payload'
import { chess } from '../../src/games/chess.js'
import { importPositions } from '../../src/library/importPositions.js'
import { manyPositions } from '../../test/fixtures/library/manyPositions.js'
import { startTestPayload } from '../../test/integration/helpers/startTestPayload.js'
import { bench } from '../report.js'

const MEGABYTE = 1024 * 1024
const PIECE_BYTES = 64 * 1024
const SAMPLE_EVERY = 10_000
const TARGET = { timesCreate: 10, liveGrowthMb: 10 }

/** As many of all positions, without the first. */
function* positions(count: number, skip: number): Generator<string> {
  let index = 0
  for (const fen of manyPositions()) {
    if (index === skip + count) return
    if (index++ >= skip) yield fen
  }
}

/** EPD as it comes from a file: in pieces, made when asked for. */
async function* epd(count: number, skip = 0): AsyncGenerator<Uint8Array> {
  let text = ''
  for (const fen of positions(count, skip)) {
    text += `${fen} bm Ke2; id "bench";\n`
    if (text.length < PIECE_BYTES) continue
    yield Buffer.from(text)
    text = ''
  }
  yield Buffer.from(text)
}

/** One at a time, as an importer without SQL would. */
const create = async (payload: Payload, created: number, skip: number): Promise<number> => {
  const fens = [...positions(created, skip)]
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

await bench({ lines: 100_000, created: 300, warm: 2000 }, async ({ lines, created, warm }) => {
  const test = await startTestPayload()
  try {
    const { payload } = test
    // Both warm: compiled, connected. Neither with positions that the import reaches, nor with the other's.
    await importLines(payload, epd(warm, lines))
    await create(payload, created, lines + warm)
    await payload.delete({ collection: 'positions' as CollectionSlug, where: { source: { equals: 'bench' } } })

    const createdPerSecond = await create(payload, created, lines + warm)
    const rssBefore = process.memoryUsage().rss
    let rssPeak = rssBefore
    const watch = setInterval(() => {
      rssPeak = Math.max(rssPeak, process.memoryUsage().rss)
    }, 50)
    const start = performance.now()
    const counts = await importLines(payload, epd(lines))
    const importMs = performance.now() - start
    const againStart = performance.now()
    const again = await importLines(payload, epd(lines))
    const againMs = performance.now() - againStart
    clearInterval(watch)

    await payload.db.deleteMany({ collection: 'positions', where: { source: { equals: 'bench' } } })
    const live: number[] = []
    await importLines(payload, sampled(epd(lines), live))

    const importedPerSecond = counts.imported / (importMs / 1000)
    const againPerSecond = again.read / (againMs / 1000)
    const timesCreate = importedPerSecond / createdPerSecond
    const [firstMb = 0] = live
    const liveGrowthMb = Math.max(...live) - firstMb
    const rssBeforeMb = rssBefore / MEGABYTE
    const rssGrowthMb = (rssPeak - rssBefore) / MEGABYTE
    const rates = { createdPerSecond, importedPerSecond, againPerSecond, timesCreate }
    const memory = { liveMb: firstMb, liveGrowthMb, rssBeforeMb, rssGrowthMb }
    const rate = (label: string, perSecond: number) =>
      `${label.padEnd(22)}${perSecond.toFixed(0).padStart(8)} positions/s`
    return {
      figures: { lines, counts, again, ...rates, ...memory, target: TARGET },
      isMet: timesCreate >= TARGET.timesCreate && liveGrowthMb <= TARGET.liveGrowthMb,
      text: [
        rate('payload.create', createdPerSecond),
        `${rate('import', importedPerSecond)} (${counts.imported} imported)`,
        `${rate('import again', againPerSecond)} (${again.unchanged} unchanged)`,
        `${timesCreate.toFixed(1)}× the rate of payload.create (target: at least ${TARGET.timesCreate}×)`,
        `alive: ${firstMb.toFixed(1)} MB after ${SAMPLE_EVERY} lines, at most ${liveGrowthMb.toFixed(1)} MB more ` +
          `up to ${lines} (target: at most ${TARGET.liveGrowthMb} MB)`,
        `RSS: ${rssBeforeMb.toFixed(0)} MB before, at most ${rssGrowthMb.toFixed(0)} MB more during`,
      ].join('\n'),
    }
  } finally {
    await test.stop()
  }
})
