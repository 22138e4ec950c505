import { parseArgs } from 'node:util'
import { startWorker } from '../src/jobs/startWorker.js'
import { command, untilSignal } from './command.js'
import { openHost } from './openHost.js'
import { runToEnd } from './runToEnd.js'

const usage = `npm run generate -- drillSeries [options]
  --count N          drills to make (targetDrillCount, default 21)
  --phases a,b       phases to draw from (default all of the game's)
  --game SLUG        chess or backgammon (default the curriculum's, else chess)
  --curriculum ID    --profile ID
  --difficulty D     beginner, intermediate or advanced
  --batch-size N     drills per call to the model, 1 to 10 (default 5)
  --seed N           draws the same positions again
  --json             print one JSON object at the end`

// Headless: request a run, work on it, show its progress.
await command(async () => {
  const { values, positionals } = parseArgs({
    allowPositionals: true,
    options: {
      count: { type: 'string' },
      phases: { type: 'string' },
      game: { type: 'string' },
      curriculum: { type: 'string' },
      profile: { type: 'string' },
      difficulty: { type: 'string' },
      'batch-size': { type: 'string' },
      seed: { type: 'string' },
      json: { type: 'boolean', default: false },
      help: { type: 'boolean', default: false },
    },
  })
  if (values.help || positionals.length !== 1) {
    process.stdout.write(`${usage}\n`)
    if (!values.help) throw new Error('Name the kind to generate, e.g. drillSeries.')
    return
  }
  const input = {
    targetDrillCount: number('--count', values.count),
    phases: values.phases?.split(',').map((phase) => phase.trim()),
    game: values.game,
    curriculum: id(values.curriculum),
    profile: id(values.profile),
    difficulty: values.difficulty,
    batchSize: number('--batch-size', values['batch-size']),
    seed: number('--seed', values.seed),
  }
  const host = await openHost({ log: (line) => process.stderr.write(`${line}\n`) })
  try {
    const stop = new AbortController()
    untilSignal().then(() => stop.abort())
    const worker = startWorker({ payload: host.payload })
    try {
      const run = await runToEnd({
        payload: host.payload,
        kind: positionals[0] ?? '',
        // JSON drops what was not given.
        input: JSON.parse(JSON.stringify(input)),
        showProgress: process.stderr.isTTY,
        signal: stop.signal,
      })
      const text = `Run ${run.id} ${run.status}: ${run.generated} of ${run.requested} drills in series ${run.series}.`
      process.stdout.write(values.json ? `${JSON.stringify(run)}\n` : `${text}\n`)
      if (run.error) process.stderr.write(`${run.error}\n`)
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

function number(option: string, value: string | undefined): number | undefined {
  if (value === undefined) return undefined
  const parsed = Number(value)
  if (value.trim() === '' || !Number.isFinite(parsed)) throw new Error(`${option} is "${value}"; give a number.`)
  return parsed
}

function id(value: string | undefined): number | string | undefined {
  return value !== undefined && /^\d+$/.test(value) ? Number(value) : value
}
