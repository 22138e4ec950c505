import { setTimeout as wait } from 'node:timers/promises'
import { sql } from '@payloadcms/db-postgres/drizzle'
import { poolOf } from '../../src/database/adapter.js'
import type { EqualStep } from './doEqualStep.js'
import type { BenchHost } from './startBenchHost.js'

/** Has one step of ours done, which shows other queues what an equal one is. Its drill is gone again. */
export const exampleStep = async (host: BenchHost): Promise<Omit<EqualStep, 'name'>> => {
  const { payload, model } = host
  await host.queueSteps(1)
  const worker = host.work()
  const drills = async () => (await payload.find({ collection: 'drills', depth: 0, limit: 1 })).docs
  while ((await drills()).length === 0) await wait(20)
  await worker.stop()
  const [drill] = await drills()
  const { docs: runs } = await payload.find({ collection: 'generation-runs', depth: 0, limit: 1 })
  await poolOf(payload).execute(sql`delete from drills`)
  return {
    run: runs[0]?.id ?? 0,
    modelURL: `${model.baseURL}/chat/completions`,
    request: model.requests()[0]?.body,
    drill: withoutIds({ ...drill }),
    positions: host.positions,
  }
}

/** Of the document and of the rows of its lists, so that it can be created again. */
const withoutIds = ({ id: _, ...rest }: Record<string, unknown>): Record<string, unknown> =>
  Object.fromEntries(
    Object.entries(rest).map(([key, value]) => [
      key,
      Array.isArray(value) ? value.map((row) => (typeof row === 'object' ? withoutIds(row) : row)) : value,
    ]),
  )
