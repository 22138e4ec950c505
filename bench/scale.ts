/**
 * What a claim costs in a database with 200,000 finished jobs, 200,000 ended steps and 1,000,000 log rows, against one
 * without; in both wait 5,000 steps of 200 users. Payload's own claim beside it. Claims on all databases take turns, so
 * that what else the machine does is the same for all; medians count. Targets: ours takes at most 1.1 times as long.
 *
 *   node --conditions=production --import tsx bench/scale.ts [--json] [--claims 300]
 */
import { parseArgs } from 'node:util'
import type { Payload } from 'payload'
import { poolOf } from '../src/database/postgres.js'
import { takeWakeUp } from '../src/jobs/takeWakeUp.js'
import { settingsOf } from '../src/options/settingsOf.js'
import { claimStep } from '../src/runs/sql/claimStep.js'
import { runTables } from '../src/runs/sql/runTables.js'
import { startTestPayload, type TestPayload } from '../test/integration/startTestPayload.js'
import { addHistory } from './queue/addHistory.js'
import { addWaiting } from './queue/addWaiting.js'
import { median } from './queue/median.js'

const target = 1.1
const waiting = { requesters: 200, steps: 5000 }
const history = { jobs: 200_000, steps: 200_000, logs: 1_000_000 }
/** Payload's own takes so long that a few will do. */
const stockEvery = 10

const { values: options } = parseArgs({
  options: { json: { type: 'boolean', default: false }, claims: { type: 'string', default: '300' } },
})

const claimOurs = async (payload: Payload): Promise<void> => {
  const { slugs, queue } = settingsOf(payload)
  const tables = runTables(payload, slugs)
  const isWoken = await takeWakeUp(poolOf(payload), tables.jobs, queue)
  const step = await claimStep(poolOf(payload), tables, { owner: 'bench', leaseSeconds: 60 })
  if (!isWoken || !step) throw new Error('There was nothing to claim.')
}

/** As `payload.jobs.run({ limit: 1 })` claims. */
const claimStock = async (payload: Payload): Promise<void> => {
  const claimed = await payload.db.updateJobs({
    data: { processing: true },
    limit: 1,
    sort: 'createdAt',
    where: {
      and: [
        { completedAt: { exists: false } },
        { hasError: { not_equals: true } },
        { processing: { equals: false } },
        { or: [{ waitUntil: { exists: false } }, { waitUntil: { less_than: new Date().toISOString() } }] },
        { queue: { equals: settingsOf(payload).queue } },
      ],
    },
  })
  if (claimed?.length !== 1) throw new Error('There was nothing to claim.')
}

class Claims {
  readonly times: number[] = []
  constructor(
    readonly host: TestPayload,
    readonly claim: (payload: Payload) => Promise<void>,
  ) {}

  async time(): Promise<void> {
    const startedAt = performance.now()
    await this.claim(this.host.payload)
    this.times.push(performance.now() - startedAt)
  }

  get ms(): number {
    return median(this.times)
  }
}

// Without the guard, so that the adapter's door is Payload's own.
const start = () => startTestPayload({ options: { safeQueue: false } })
// Payload makes the tables of a config once in a process, whichever databases it is used with.
process.env.PAYLOAD_FORCE_DRIZZLE_PUSH = 'true'
const idle = await start()
const queued = await start()
const full = await start()
try {
  await addWaiting({ payload: idle.payload, requesters: 1, steps: Number(options.claims) })
  await addHistory({ payload: full.payload, ...history })
  for (const { payload } of [queued, full]) await addWaiting({ payload, ...waiting })

  const ours = {
    idle: new Claims(idle, claimOurs),
    queued: new Claims(queued, claimOurs),
    full: new Claims(full, claimOurs),
  }
  const stock = { queued: new Claims(queued, claimStock), full: new Claims(full, claimStock) }
  for (let round = 0; round < Number(options.claims); round += 1) {
    for (const claims of Object.values(ours)) await claims.time()
    if (round % stockEvery === 0) for (const claims of Object.values(stock)) await claims.time()
  }
  const ratio = ours.full.ms / ours.queued.ms
  const isMet = ratio <= target
  const result = {
    waiting,
    history,
    ours: {
      oneRequesterMs: ours.idle.ms,
      withoutHistoryMs: ours.queued.ms,
      withHistoryMs: ours.full.ms,
      ratio,
    },
    stock: {
      withoutHistoryMs: stock.queued.ms,
      withHistoryMs: stock.full.ms,
      ratio: stock.full.ms / stock.queued.ms,
    },
    target,
    isMet,
  }
  const line = (name: string, row: { withoutHistoryMs: number; withHistoryMs: number; ratio: number }) =>
    `${name}: ${row.withoutHistoryMs.toFixed(1)} ms without history, ${row.withHistoryMs.toFixed(1)} ms with it, ` +
    `${row.ratio.toFixed(2)}x.\n`
  process.stdout.write(
    options.json
      ? `${JSON.stringify(result)}\n`
      : `A claim (wake-up and step) with ${waiting.steps} steps of ${waiting.requesters} users waiting:\n` +
          `${line('ours', result.ours)}${line('stock Payload, the job alone', result.stock)}` +
          `With steps of one requester and no history ours takes ${ours.idle.ms.toFixed(1)} ms.\n` +
          `Target at most ${target}x: ${isMet ? 'met' : 'missed'}.\n`,
  )
  process.exitCode = isMet ? 0 : 1
} finally {
  await Promise.all([idle, queued, full].map((host) => host.stop()))
}
