import { parseArgs } from 'node:util'
import type { CollectionSlug, Payload, Where } from 'payload'
import { startWorker } from '../src/jobs/startWorker.js'
import { command, untilSignal } from './command.js'
import { kits } from './content/kits.js'
import { demoPassword, demoUsers } from './content/users.js'
import { buildAdmin, startAdmin } from './host/admin.js'
import { readPort } from './host/environment.js'
import { type Host, openHost } from './host/openHost.js'
import { checkPort } from './host/ports.js'
import { measureBaselines } from './measureBaselines.js'
import { problemOf, type RunSummary, runToEnd } from './runToEnd.js'

const usage = `npm run demo -- [options]
  --new     makes another series and more lessons, though there are some from an earlier start
  --once    makes a series and lessons and ends, without the admin panel
  --json    what was made as one JSON object on stdout`

/** What the demo's lessons are about. */
const lessonTopic = 'Checks, captures and threats'

// The main job: a series of 20 over two phases and three lessons through the queue, then the admin panel and a worker
// until Ctrl-C.
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
    const host = await openHost({ log: lines.say, seedsAnyDatabase: true, isWatched: true })
    const stopped = untilSignal().then(() => stop.abort())
    const worker = startWorker({ payload: host.payload })
    try {
      // A script wants its series each time.
      const isNew = values.new || values.once || values.json
      const earlier = isNew ? undefined : await newestSeries(host)
      if (hasBar && !earlier) lines.hold()
      const series = earlier ?? (await makeAll({ host, json: values.json, showProgress: hasBar, signal: stop.signal }))
      if (earlier) {
        process.stdout.write('\nYour series from an earlier start is there; npm run demo -- --new makes another.\n')
      }
      if (values.once) return
      const url = `http://localhost:${port}`
      process.stdout.write(
        `Your series: ${url}/admin/collections/drill-series/${series}  (as soon as the admin panel is up)\n` +
          `Your lessons: ${url}/admin/collections/lessons\n\n`,
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

interface Make {
  host: Host
  json: boolean
  showProgress: boolean
  signal: AbortSignal
}

/**
 * Makes the demo's series and lessons, says what they are and what they saved, and gives the series' id. What a run did not make is
 * told on stderr, and what it made all the same; where there is no drill no lessons are tried.
 *
 * @throws Error when there is no drill, and nobody reads the JSON
 */
async function makeAll({ host, json, ...how }: Make): Promise<RunSummary['series']> {
  const drills = await makeSeries({ host, ...how })
  const problem = problemOf(drills.run)
  if (problem && drills.run.generated === 0 && !json) throw new Error(problem)
  if (!json) process.stdout.write(describeSeries(drills, host.isOffline))
  tell(problem)
  const lessons = drills.run.generated > 0 ? await makeLessons({ host, ...how }) : undefined
  if (json) {
    const made = { ...summaryOf(drills), ...(lessons ? { lessons: summaryOfLessons(lessons.run) } : {}) }
    process.stdout.write(`${JSON.stringify(made)}\n`)
  } else if (lessons && lessons.run.generated > 0) process.stdout.write(describeLessons(lessons))
  tell(lessons && problemOf(lessons.run))
  return drills.run.series
}

/** Says what was not made; the command fails then. */
function tell(problem: string | undefined): void {
  if (!problem) return
  process.stderr.write(`${problem}\n`)
  process.exitCode = 1
}

interface Made {
  run: RunSummary
  ms: number
}

/** Requests a run and follows it to its end. */
async function make(
  request: Pick<Parameters<typeof runToEnd>[0], 'kind' | 'input' | 'items'>,
  how: Omit<Make, 'json'>,
): Promise<Made> {
  const { host, ...rest } = how
  const startedAt = performance.now()
  const run = await runToEnd({ payload: host.payload, ...request, ...rest })
  return { run, ms: Math.round(performance.now() - startedAt) }
}

async function makeSeries(how: Omit<Make, 'json'>): Promise<Made & Baselines> {
  const { payload } = how.host
  const input = { targetDrillCount: 20, phases: ['opening', 'endgame'], curriculum: await idOfChess(payload) }
  const made = await make({ kind: 'drillSeries', input }, how)
  return { ...made, ...(await measureBaselines(payload, input, made.run.calls)) }
}

/** Three lessons on one topic, in one call: for beginners, from the demo's notes, with positions of the library. */
async function makeLessons(how: Omit<Make, 'json'>): Promise<Made> {
  const { payload } = how.host
  const [curriculum, profile, kit] = await Promise.all([
    idOfChess(payload),
    idOf(payload, 'profiles', { level: { equals: 'beginner' } }),
    idOf(payload, 'kits', { title: { equals: kits[0]?.title } }),
  ])
  const input = { topic: lessonTopic, count: 3, game: 'chess', curriculum, profile, kit }
  // JSON drops what a database of one's own does not have.
  return make({ kind: 'lessons', input: JSON.parse(JSON.stringify(input)), items: 'lessons' }, how)
}

/** The newest one that has drills: an earlier start may have made none, with a wrong key for one. */
async function newestSeries({ payload }: Host): Promise<number | string | undefined> {
  const where: Where = { series: { exists: true } }
  const { docs } = await payload.find({ collection: 'drills', where, sort: '-createdAt', limit: 1, depth: 0 })
  const series = docs[0]?.series
  return typeof series === 'object' ? series?.id : series
}

function idOfChess(payload: Payload): Promise<number | string | undefined> {
  return idOf(payload, 'curricula', { game: { equals: 'chess' } })
}

/** The oldest of a collection. */
async function idOf(payload: Payload, collection: CollectionSlug, where: Where): Promise<number | string | undefined> {
  const { docs } = await payload.find({ collection, where, sort: 'id', limit: 1, depth: 0 })
  return docs[0]?.id
}

type Baselines = Awaited<ReturnType<typeof measureBaselines>>

function summaryOf({ run, ms, baseline, baselineSingle }: Made & Baselines) {
  const { id, status, requested, generated, failed, positionsLoaded, promptTokens, completionTokens, cost } = run
  const tokens = { prompt: promptTokens, completion: completionTokens, baseline, baselineSingle }
  return { run: id, status, requested, generated, failed, positionsLoaded, tokens, cost, ms }
}

/** `singlePromptTokens`: what three calls for one lesson each would have sent. */
function summaryOfLessons({ requested, generated, promptTokens, savedTokens }: RunSummary) {
  return { requested, generated, promptTokens, singlePromptTokens: promptTokens + savedTokens }
}

function describeLessons({ run, ms }: Made): string {
  const { requested, generated, promptTokens, singlePromptTokens } = summaryOfLessons(run)
  const calls = run.calls === 1 ? 'one call' : `${run.calls} calls`
  const fewer = Math.round((1 - promptTokens / singlePromptTokens) * 100)
  return [
    `Made ${generated} of ${requested} lessons on “${lessonTopic}” in ${(ms / 1000).toFixed(1)} s, in ${calls}. They are drafts.`,
    `Sent ${promptTokens} prompt tokens: ${fewer} % fewer than with a call for each lesson (${singlePromptTokens}).`,
    '',
  ].join('\n')
}

function describeSeries({ run, ms, baseline, baselineSingle }: Made & Baselines, isOffline: boolean): string {
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
    `Your lessons: ${url}/admin/collections/lessons`,
    `Admin panel: ${url}/admin  (ready after ${(ms / 1000).toFixed(0)} s)`,
    `What learners see once you publish: ${url}/learn`,
    ...who,
    'A worker is running. Ctrl-C stops everything; the data stays in .data/.',
    '',
  ].join('\n')
}
