import { once } from 'node:events'
import { getPayload } from 'payload'
import { startWorker } from '../../../src/index.js'
import { countTokens } from '../../../src/model/tokens.js'
import { outlineKind } from '../../integration/kinds/outlineKind.js'
import { testConfig } from '../../shared/testConfig.js'

// A worker in a process of its own, to be killed. Says `ready`, waits for a line, then works until it dies.
const { MODEL_URL = '', STOP_AT_DRILL } = process.env
const { CONCURRENCY = '2', POOL_MAX = '10', LEASE_SECONDS = '30', SWEEP_MS = '300' } = process.env
const { MODEL = 'offline-demo', TIMEOUT_MS = '90000', BUDGETS, CALLS_AT_ONCE, CRONS } = process.env
const payload = await getPayload({
  config: testConfig({
    pool: { max: Number(POOL_MAX) },
    options: {
      kinds: [outlineKind],
      model: {
        providers: [
          {
            ...{ baseURL: MODEL_URL, complex: MODEL, offline: true },
            ...(CALLS_AT_ONCE
              ? { limits: { concurrency: Number(CALLS_AT_ONCE), maxConcurrency: Number(CALLS_AT_ONCE) } }
              : {}),
          },
        ],
        timeoutMs: Number(TIMEOUT_MS),
        retryDelayMs: 20,
        breakerMs: 50,
      },
      drillSeries: { maxPositionsPerPhase: 1000 },
      // It holds everything: whether it is counted is looked at.
      budgets: BUDGETS ? JSON.parse(BUDGETS) : { site: { day: { tokens: 1_000_000_000_000 } } },
      steps: { leaseSeconds: Number(LEASE_SECONDS), retryDelayMs: 20 },
      maintenance: { crons: CRONS ? JSON.parse(CRONS) : {} },
    },
  }),
})
let made = 0
payload.collections.drills?.config.hooks.afterChange.push(() => {
  made += 1
  // In the middle of a save, locks held, as if the machine had been suspended.
  if (made === Number(STOP_AT_DRILL)) process.kill(process.pid, 'SIGSTOP')
})
// The tables are loaded now: with the first call they would keep its lease from being renewed meanwhile.
await countTokens('')
process.stdout.write('ready\n')
await once(process.stdin, 'data')
// Its parent was killed, and can end it no more.
process.stdin.once('end', () => process.exit())
startWorker({ payload, concurrency: Number(CONCURRENCY), pollMs: 250, sweepMs: Number(SWEEP_MS) })
