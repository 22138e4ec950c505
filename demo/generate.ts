import { parseArgs } from 'node:util'
import type { Payload, TypedUser } from 'payload'
import { startWorker } from '../src/jobs/startWorker.js'
import { command, untilSignal } from './command.js'
import { openHost } from './host/openHost.js'
import { problemOf, runToEnd } from './runToEnd.js'

const usage = `npm run generate -- drillSeries [options]
  --count N          drills to make (targetDrillCount, default 21)
  --phases a,b       phases to draw from (default all of the game's)
  --game SLUG        chess or backgammon (default the curriculum's, else chess)
  --curriculum ID    --profile ID
  --difficulty D     beginner, intermediate or advanced
  --add-to ID        a series that they are added to; --fill-to N: as many as it lacks of N
  --batch-size N     drills per call to the model, 1 to 10 (default 5)
  --seed N           draws the same positions again

npm run generate -- lessons [options]
  --topic TEXT       what they are about; or a curriculum, for all its objectives
  --objectives 0,2   of the curriculum, by number
  --count N          lessons of each (default 1)
  --similar-to 4,7   ids of lessons that the new ones are to be like
  --format KEY       standard or language, or one of your own (default standard)
  --curriculum ID    --profile ID    --kit ID
  --game SLUG        shows positions of the library; --positions N of them in each (default 2), of --phases a,b
  --add-to ID        a course that they are added to; --fill-to N: as many as it lacks of N
  --fallback-plan ID a plan of the same format, for the case that none can be made
  --batch-size N     lessons per call to the model, 1 to 5 (default 5)
  --seed N           draws the same positions again

npm run generate -- course [options]
  --topic TEXT       what it is about; or a curriculum, for all its objectives
  --lessons N        lessons of the course (default 6)
  --drills-per-lesson N   drills of each, with --game (default 0)
  --format KEY       course or launchKit, or one of your own (default course)
  --sections a,b     of the format (default all)
  --course ID        goes on with this course; with --fill-missing only what is not there is made
  --curriculum ID    --objectives 0,2    --profile ID    --kit ID    --game SLUG
  --fallback-plan ID a plan of the same format, for the case that none can be made
  --seed N           draws the same positions again

npm run generate -- regenerate [options]
  --targets LIST     what is written anew: drills:4,lessons:7
  --parts a,b        these parts of it alone
  --feedback TEXT    what should be better; then everything is proposed, not written
  --propose          propose everything, write nothing

  --user EMAIL       requests it for this user, with what that user may read and how often request; else for nobody, without limits
  --json             print one JSON object at the end`

/** What runs of a kind make, and in what. */
const itemsOf: Record<string, string> = { lessons: 'lessons', course: 'parts', regenerate: 'documents' }
const places: Record<string, string> = { drillSeries: 'series', course: 'course' }

// Headless: request a run, work on it, show its progress.
await command(async () => {
  const { values, positionals } = parseArgs({
    allowPositionals: true,
    options: {
      count: { type: 'string' },
      phases: { type: 'string' },
      game: { type: 'string' },
      topic: { type: 'string' },
      objectives: { type: 'string' },
      'similar-to': { type: 'string' },
      format: { type: 'string' },
      kit: { type: 'string' },
      positions: { type: 'string' },
      'add-to': { type: 'string' },
      targets: { type: 'string' },
      parts: { type: 'string' },
      feedback: { type: 'string' },
      propose: { type: 'boolean' },
      'fill-to': { type: 'string' },
      lessons: { type: 'string' },
      'drills-per-lesson': { type: 'string' },
      sections: { type: 'string' },
      course: { type: 'string' },
      'fill-missing': { type: 'boolean' },
      'fallback-plan': { type: 'string' },
      curriculum: { type: 'string' },
      profile: { type: 'string' },
      difficulty: { type: 'string' },
      'batch-size': { type: 'string' },
      seed: { type: 'string' },
      user: { type: 'string' },
      json: { type: 'boolean', default: false },
      help: { type: 'boolean', default: false },
    },
  })
  if (values.help || positionals.length !== 1) {
    process.stdout.write(`${usage}\n`)
    if (!values.help) throw new Error('Name the kind to generate, e.g. drillSeries.')
    return
  }
  const [kind = ''] = positionals
  const items = itemsOf[kind] ?? 'drills'
  const input = {
    targets: list(values.targets)?.map((one) => {
      const [relationTo, value] = one.split(':')
      return { relationTo, value: id(value), parts: list(values.parts), feedback: values.feedback }
    }),
    propose: values.propose,
    [kind === 'lessons' ? 'count' : 'targetDrillCount']: number('--count', values.count),
    phases: list(values.phases),
    game: values.game,
    curriculum: id(values.curriculum),
    profile: id(values.profile),
    difficulty: values.difficulty,
    topic: values.topic,
    objectives: list(values.objectives)?.map((one) => number('--objectives', one)),
    similarTo: list(values['similar-to'])?.map(id),
    format: values.format,
    kit: id(values.kit),
    positions: number('--positions', values.positions),
    addTo: id(values['add-to']),
    fillTo: number('--fill-to', values['fill-to']),
    lessons: number('--lessons', values.lessons),
    drillsPerLesson: number('--drills-per-lesson', values['drills-per-lesson']),
    sections: list(values.sections),
    course: id(values.course),
    mode: values['fill-missing'] ? 'fillMissing' : undefined,
    fallbackPlan: id(values['fallback-plan']),
    batchSize: number('--batch-size', values['batch-size']),
    seed: number('--seed', values.seed),
  }
  const host = await openHost({ log: (line) => process.stderr.write(`${line}\n`) })
  try {
    const user = values.user === undefined ? undefined : await findUser(host.payload, values.user)
    const stop = new AbortController()
    untilSignal().then(() => stop.abort())
    const worker = startWorker({ payload: host.payload })
    try {
      const run = await runToEnd({
        payload: host.payload,
        kind,
        user,
        items,
        // JSON drops what was not given.
        input: JSON.parse(JSON.stringify(input)),
        showProgress: process.stderr.isTTY,
        signal: stop.signal,
      })
      const made = `${items}${places[kind] ? ` in ${places[kind]} ${run.target}` : ''}`
      const text = `Run ${run.id} ${run.status}: ${run.generated} of ${run.requested} ${made}.`
      process.stdout.write(values.json ? `${JSON.stringify(run)}\n` : `${text}\n`)
      const problem = problemOf(run) ?? run.error
      if (problem) process.stderr.write(`${problem}\n`)
      if (run.status !== 'completed') process.exitCode = 1
    } catch (error) {
      if (!stop.signal.aborted) throw error
      process.exitCode = 130
      process.stderr.write('Stopped. The run stays; any worker goes on with it.\n')
    } finally {
      await worker.stop()
    }
  } finally {
    await host.stop()
  }
})

/** @throws Error when there is none */
async function findUser(payload: Payload, email: string): Promise<TypedUser> {
  const { docs } = await payload.find({ collection: 'users', where: { email: { equals: email } }, depth: 0, limit: 1 })
  if (!docs[0]) throw new Error(`--user is "${email}"; there is no user with this email.`)
  return { ...docs[0], collection: 'users' }
}

function number(option: string, value: string | undefined): number | undefined {
  if (value === undefined) return undefined
  const parsed = Number(value)
  if (value.trim() === '' || !Number.isFinite(parsed)) throw new Error(`${option} is "${value}"; give a number.`)
  return parsed
}

function list(value: string | undefined): string[] | undefined {
  return value?.split(',').map((one) => one.trim())
}

function id(value: string | undefined): number | string | undefined {
  return value !== undefined && /^\d+$/.test(value) ? Number(value) : value
}
