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

// The main job: a series of 20 over two phases through the queue, then the admin panel and a worker until Ctrl-C.
await command(async () => {
  const { values } = parseArgs({ options: { once: { type: 'boolean' }, json: { type: 'boolean' } } })
  const log = (line: string) => process.stderr.write(`${line}\n`)
  const port = readPort('PORT', process.env.PORT || '3000')
  const startedAt = performance.now()
  if (!values.once) await checkPort(port)
  const host = await openHost({ log, seedsAnyDatabase: true })
  const worker = startWorker({ payload: host.payload })
  const stop = new AbortController()
  const stopped = untilSignal().then(() => stop.abort())
  try {
    // The build uses the second core while the model is being waited for.
    const built = values.once ? undefined : buildAdmin({ log, signal: stop.signal })
    built?.catch(() => undefined)
    const input = { targetDrillCount: 20, phases: ['opening', 'endgame'], curriculum: await chessCurriculum(host) }
    const startedRunAt = performance.now()
    const run = await runToEnd({
      payload: host.payload,
      kind: 'drillSeries',
      input,
      showProgress: process.stderr.isTTY && !values.json,
      signal: stop.signal,
    })
    const ms = Math.round(performance.now() - startedRunAt)
    const baselines = await measureBaselines(host.payload, input, run.calls)
    if (values.json) process.stdout.write(`${JSON.stringify(summaryOf(run, baselines, ms))}\n`)
    else process.stdout.write(describe(run, baselines, ms, host.isOffline))
    if (run.status !== 'completed') throw new Error(run.error ?? `The run ended ${run.status}.`)
    if (values.once) return

    await built
    const admin = await startAdmin({ port, isPrivate: true })
    try {
      process.stdout.write(describeAdmin(admin.url, run, await hasDemoUsers(host), performance.now() - startedAt))
      const code = await Promise.race([stopped.then(() => null), admin.ended])
      if (code) throw new Error(`The admin panel stopped with exit code ${code}.`)
    } finally {
      await admin.stop()
    }
  } catch (error) {
    if (!stop.signal.aborted) throw error
  } finally {
    await worker.stop()
    await host.stop()
  }
})

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

function describeAdmin(url: string, run: RunSummary, hasUsers: boolean, ms: number): string {
  const who = hasUsers
    ? [
        `Sign in as one of ${demoUsers.map(({ email }) => email).join(', ')}`,
        `with the password "${demoPassword}". These users are for this machine only, and so is this address.`,
      ]
    : ['Sign in with a user of your own database. Only this machine can reach the address.']
  return [
    '',
    `Admin panel: ${url}/admin  (ready after ${(ms / 1000).toFixed(0)} s)`,
    `Your series: ${url}/admin/collections/drill-series/${run.series}`,
    ...who,
    'A worker is running. Ctrl-C stops everything; the data stays in .data/.',
    '',
  ].join('\n')
}
