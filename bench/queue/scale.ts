/**
 * What the queue costs in a database with 200,000 finished jobs, 200,000 ended steps and 1,000,000 log rows, against one
 * without; in both wait 5,000 steps of 200 users. A claim, with Payload's own beside it, and what else is done for every
 * step, every request, or again and again: to reserve a call in all budgets and to keep it in the ledger, to admit a request, to look when work is due, to
 * sweep. Both databases take turns, so that what else the machine does is the same for both; medians count. Targets: with
 * history a claim takes at most 1.1 times as long, a sweep 3 times, the others 1.25 times.
 *
 *   node --conditions=production --import tsx bench/queue/scale.ts [--json] [--claims 300] [--history 1]
 */
import { addPositions } from '../../test/integration/helpers/addPositions.js'
import { startTestPayload } from '../../test/integration/helpers/startTestPayload.js'
import { bench } from '../report.js'
import { addHistory, addWaiting } from './harness/fillQueue.js'
import { TimedQueue, type TimedWork } from './harness/TimedQueue.js'

const waiting = { requesters: 200, steps: 5000 }

/**
 * The work, after how many claims it is done (an odd number, so that each database goes first in turn), and how many times
 * as long it may take with history.
 */
const works: readonly { name: TimedWork; every: number; target?: number }[] = [
  { name: 'claim', every: 1, target: 1.1 },
  // One small part each of a step or a request that takes long in any case: deeper indexes are allowed, no more.
  { name: 'openCounters', every: 1 },
  { name: 'reserveCall', every: 1, target: 1.25 },
  { name: 'recordAttempt', every: 1, target: 1.25 },
  { name: 'msUntilDue', every: 1, target: 1.25 },
  { name: 'admit', every: 3, target: 1.25 },
  // Every 15 s. It counts what waits: in small tables Postgres reads all rows in one go, in large ones by an index, which
  // takes twice as long; to read all rows of the large ones would take ten times as long and more.
  { name: 'sweep', every: 3, target: 3 },
  // Takes so long that a few will do.
  { name: 'stockClaim', every: 9 },
]

await bench({ claims: 300, history: 1 }, async ({ claims, history }) => {
  const share = { jobs: 200_000 * history, steps: 200_000 * history, logs: 1_000_000 * history }

  // Without the guard, so that the adapter's door is Payload's own.
  const start = () => startTestPayload({ options: { safeQueue: false } })
  const idle = await start()
  const queued = await start()
  const full = await start()
  try {
    await addWaiting({ payload: idle.payload, requesters: 1, steps: claims })
    await addHistory({ payload: full.payload, requesters: waiting.requesters, ...share })
    for (const { payload } of [queued, full]) {
      await addPositions({ payload, counts: { opening: 30 } })
      await addWaiting({ payload, ...waiting })
    }

    const one = new TimedQueue(idle.payload)
    const [without, withHistory] = [new TimedQueue(queued.payload), new TimedQueue(full.payload)]
    for (let round = 0; round < claims; round += 1) {
      await one.time('claim')
      for (const { name, every } of works) {
        const turns = round % 2 === 0 ? [without, withHistory] : [withHistory, without]
        if (round % every === 0) for (const queue of turns) await queue.time(name)
      }
    }
    const rows = works.map(({ name, target }) => ({
      name,
      withoutHistoryMs: without.ms(name),
      withHistoryMs: withHistory.ms(name),
      ratio: withHistory.ms(name) / without.ms(name),
      target,
    }))
    const isMet = rows.every(({ ratio, target = Number.POSITIVE_INFINITY }) => ratio <= target)
    const oneRequesterMs = one.ms('claim')
    const lines = [
      `With ${waiting.steps} steps of ${waiting.requesters} users waiting:`,
      ...rows.map(
        ({ name, withoutHistoryMs, withHistoryMs, ratio, target }) =>
          `${name.padEnd(14)}${withoutHistoryMs.toFixed(2).padStart(9)} ms without history,` +
          `${withHistoryMs.toFixed(2).padStart(9)} ms with it, ${ratio.toFixed(2)}x${target ? ` (at most ${target}x)` : ''}`,
      ),
      `With steps of one requester and no history a claim takes ${oneRequesterMs.toFixed(1)} ms.`,
    ]
    return { figures: { waiting, history: share, rows, oneRequesterMs }, isMet, text: lines.join('\n') }
  } finally {
    await Promise.all([idle, queued, full].map((host) => host.stop()))
  }
})
