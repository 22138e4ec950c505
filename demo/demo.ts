import { parseArgs } from 'node:util'
import { startWorker } from '../src/jobs/startWorker.js'
import { buildAdmin, startAdmin } from './admin.js'
import { command, untilSignal } from './command.js'
import { demoPassword, demoUsers } from './content/users.js'
import { readPort } from './environment.js'
import { measureBaselines } from './measureBaselines.js'
import { type Host, openHost } from './openHost.js'
import { checkPort } from './ports.js'
import { type RunSummary, runToEnd } from './runToEnd.js'

const usage = `npm run demo -- [options]
  --new     makes another series, though there is one from an earlier start
  --once    makes a series and ends, without the admin panel
  --json    the series as one JSON object on stdout`

// The main job: a series of 20 over two phases through the queue, then the admin panel and a worker until Ctrl-C.
await command(async () => {
  const flag = { type: 'boolean', default: false } as const
  const { values } = parseArgs({ options: { once: flag, json: flag, new: flag, help: flag } })
  if (values.help) {
    process.stdout.write(`${usage}\n`)
    return
  }
  const port = readPort('PORT', process.env.PORT || '3000')
  const startedAt = performance.now()
  if (!values.once) await checkPort(port)
  const hasBar = process.stderr.isTTY && !values.json
  const lines = createLines()
  const stop = new AbortController()
  // The build uses the second core while the model is being waited for.
  const built = values.once ? undefined : buildAdmin({ log: lines.say, signal: stop.signal })
  built?.catch(() => undefined)
  try {
    const host = await openHost({ log: lines.say, seedsAnyDatabase: true })
    const stopped = untilSignal().then(() => stop.abort())
    const worker = startWorker({ payload: host.payload })
    try {
      // A script wants its series each time.
      const isNew = values.new || values.once || values.json
      const earlier = isNew ? undefined : await newestSeries(host)
      if (hasBar && !earlier) lines.hold()
      const series =
        earlier ?? (await makeSeries({ host, json: values.json, showProgress: hasBar, signal: stop.signal }))
      if (earlier) {
        process.stdout.write('\nYour series from an earlier start is there; npm run demo -- --new makes another.\n')
      }
      if (values.once) return
      const url = `http://localhost:${port}`
      process.stdout.write(
        `Your series: ${url}/admin/collections/drill-series/${series}  (as soon as the admin panel is up)\n\n`,
      )
      lines.release()

      await built
      const admin = await startAdmin({ port, isPrivate: true })
      try {
        process.stdout.write(describeAdmin(admin.url, series, await hasDemoUsers(host), performance.now() - startedAt))
        const code = await Promise.race([stopped.then(() => null), admin.ended])
        if (code) throw new Error(`The admin panel stopped with exit code ${code}.`)
      } finally {
        await admin.stop()
      }
    } finally {
      await worker.stop()
      await host.stop()
    }
  } catch (error) {
    if (!stop.signal.aborted) throw error
  } finally {
    stop.abort()
    await built?.catch(() => undefined)
  }
})

/** Lines on stderr. While a progress bar is drawn, which they would tear apart, only the newest is kept. */
function createLines() {
  let isHeld = false
  let newest: string | undefined
  const say = (line: string) => {
    if (isHeld) newest = line
    else process.stderr.write(`${line}\n`)
  }
  return {
    say,
    hold: () => {
      isHeld = true
    },
    release: () => {
      isHeld = false
      if (newest !== undefined) say(newest)
      newest = undefined
    },
  }
}

interface MakeSeries {
  host: Host
  json: boolean
  showProgress: boolean
  signal: AbortSignal
}

/** Requests the demo's series, follows its run to the end and says what it made; gives the series' id. */
async function makeSeries({ host, json, showProgress, signal }: MakeSeries): Promise<RunSummary['series']> {
  const input = { targetDrillCount: 20, phases: ['opening', 'endgame'], curriculum: await chessCurriculum(host) }
  const startedAt = performance.now()
  const run = await runToEnd({ payload: host.payload, kind: 'drillSeries', input, showProgress, signal })
  const ms = Math.round(performance.now() - startedAt)
  const baselines = await measureBaselines(host.payload, input, run.calls)
  if (json) process.stdout.write(`${JSON.stringify(summaryOf(run, baselines, ms))}\n`)
  else process.stdout.write(describe(run, baselines, ms, host.isOffline))
  if (run.status !== 'completed') throw new Error(run.error ?? `The run ended ${run.status}.`)
  return run.series
}

async function newestSeries({ payload }: Host): Promise<number | string | undefined> {
  const { docs } = await payload.find({ collection: 'drill-series', sort: '-createdAt', limit: 1, depth: 0 })
  return docs[0]?.id
}

async function chessCurriculum({ payload }: Host): Promise<number | string | undefined> {
  const { docs } = await payload.find({
    collection: 'curricula',
    where: { game: { equals: 'chess' } },
    sort: 'id',
    limit: 1,
    depth: 0,
  })
  return docs[0]?.id
}

type Baselines = Awaited<ReturnType<typeof measureBaselines>>

function summaryOf(run: RunSummary, baselines: Baselines, ms: number) {
  const { id, status, requested, generated, failed, positionsLoaded, promptTokens, completionTokens, cost } = run
  const tokens = { prompt: promptTokens, completion: completionTokens, ...baselines }
  return { run: id, status, requested, generated, failed, positionsLoaded, tokens, cost, ms }
}

function describe(run: RunSummary, { baseline, baselineSingle }: Baselines, ms: number, isOffline: boolean): string {
  const fewer = (than: number) => `${Math.round((1 - run.promptTokens / than) * 100)} % fewer`
  return [
    '',
    `Made ${run.generated} of ${run.requested} drills in ${(ms / 1000).toFixed(1)} s, in ${run.calls} calls` +
      `${isOffline ? ', by the offline model' : ''}. They are drafts in series ${run.series}.`,
    `Loaded ${run.positionsLoaded} positions instead of 96.`,
    `Sent ${run.promptTokens} prompt tokens: ${fewer(baseline)} than with 96 positions in each call (${baseline}),`,
    `${fewer(baselineSingle)} than one call with all of them (${baselineSingle}), where a timeout loses everything.`,
    `Cost: ${run.cost === null ? 'unknown, the model has no price' : `$${run.cost.toFixed(4)}`}.`,
    '',
  ].join('\n')
}

/** A database of one's own that has users gets no others. */
async function hasDemoUsers({ payload }: Host): Promise<boolean> {
  const emails = demoUsers.map(({ email }) => email)
  const { totalDocs } = await payload.count({ collection: 'users', where: { email: { in: emails } } })
  return totalDocs === emails.length
}

function describeAdmin(url: string, series: RunSummary['series'], hasUsers: boolean, ms: number): string {
  const who = hasUsers
    ? [
        `Sign in as one of ${demoUsers.map(({ email }) => email).join(', ')}`,
        `with the password "${demoPassword}". These users are for this machine only, and so is this address.`,
      ]
    : ['Sign in with a user of your own database. Only this machine can reach the address.']
  return [
    '',
    `Your series: ${url}/admin/collections/drill-series/${series}`,
    `Admin panel: ${url}/admin  (ready after ${(ms / 1000).toFixed(0)} s)`,
    ...who,
    'A worker is running. Ctrl-C stops everything; the data stays in .data/.',
    '',
  ].join('\n')
}
