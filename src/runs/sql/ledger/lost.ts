import { sql } from '@payloadcms/db-postgres/drizzle'
import { idOf } from '../../../database/stored.js'
import { keysOfCall, lockCounters } from '../../../limits/counters.js'
import type { Id, Step } from '../../vocabulary.js'
import type { RunStore } from '../store.js'
import { recordAttempt } from './attempts.js'
import { readReservations } from './reservations.js'

/** A step that nobody holds any more, with what is still set aside for it. */
interface LeftStep {
  readonly step: Pick<Step, 'id' | 'run' | 'token'>
  readonly reservations: unknown
}

/** From a row of steps with its id, run, token and reservations. */
export const leftStepOf = (row: Record<string, unknown>): LeftStep => ({
  step: { id: idOf(row.id), run: idOf(row.run_id), token: Number(row.token) },
  reservations: row.reservations,
})

const message = 'Nobody was left to tell what became of this call. It counts as the most that it can have taken.'

/**
 * Writes into the ledger what is left of a step's reservations: calls of which nobody will tell how they ended, because their
 * worker died, or lost the step. In the transaction that takes the step away, which holds its run's lock. Comes the worker
 * back with its bill, `recordAttempt` puts it right.
 */
export const bookLostCalls = async (store: RunStore, left: readonly LeftStep[]): Promise<void> => {
  const calls = left.flatMap(({ step, reservations }) =>
    readReservations(reservations).map((reserved) => ({ step, reserved })),
  )
  // Each statement locks in order; several one after the other would not.
  if (calls.length > 1)
    await lockCounters(
      store,
      calls.flatMap(({ step: { run }, reserved }) => keysOfCall({ ...reserved, run })),
    )
  for (const { step, reserved } of calls) {
    const { provider, model, serviceTier, items, feature, subject, id } = reserved
    await recordAttempt(store, {
      step,
      attempt: {
        ...{ outcome: 'lost', provider, model, serviceTier, items, message, ms: 0 },
        ...{ servedModel: undefined, usage: undefined, firstTokenMs: undefined, requestId: undefined },
      },
      about: { feature, subject },
      result: undefined,
      attempts: 0,
      id: id === undefined || (await isTaken(store, id)) ? undefined : id,
      reserved,
    })
  }
}

/** Whether it is another call's row: a sequence lags behind its table where the database was restored. */
const isTaken = async ({ db, logs }: RunStore, id: Id): Promise<boolean> => {
  const { rows } = await db.execute(sql`select 1 from ${logs} where id = ${id}`)
  return rows.length > 0
}

/** Whether the ledger has this call, of that step, as lost. */
export const isBookedAsLost = async ({ db, logs }: RunStore, id: Id): Promise<boolean> => {
  const { rows } = await db.execute(
    sql`select 1 from ${logs} where id = ${id} and type = 'attempt' and outcome = 'lost'`,
  )
  return rows.length > 0
}
