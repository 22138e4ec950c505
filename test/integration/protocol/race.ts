import { expect } from 'vitest'
import { refusalOf, sqlStates } from '../../../src/database/refusals.js'
import { RequestError } from '../../../src/errors.js'
import { LeaseLost, type RunAction } from '../../../src/runs/vocabulary.js'
import { holds } from './invariants/expectFenced.js'
import { type Command, type Deed, look, pick, settle } from './invariants/Seen.js'

/** Two claims that save one item meet at the unique index, the last net; one of a run that was deleted finds it gone. */
const tooLate: readonly unknown[] = [sqlStates.unique, sqlStates.foreignKey]

/** Several at one instant: who wins is open, what holds is not. */
export const race = (deeds: readonly (Deed | 'claim' | 'sweep' | RunAction)[]): Command => ({
  toString: () => `race(${JSON.stringify(deeds)})`,
  check: ({ snapshot }) => snapshot.runs.length > 0,
  run: async (seen, protocol) => {
    const { claims } = protocol
    const [run] = seen.snapshot.runs
    const { snapshot } = seen
    const before = claims.length
    await protocol.expire(claims.slice(-1).map(({ id }) => Number(id)))
    const results = await Promise.all(
      deeds.map((deed) => {
        if (deed === 'sweep') return settle(protocol.sweep())
        if (deed === 'claim') {
          seen.owners += 1
          return settle(protocol.claim(`worker ${seen.owners}`))
        }
        if (typeof deed === 'string') return settle(protocol.control(run?.id ?? 0, deed))
        const step = pick(claims.slice(0, before), deed.claim)
        const isSaving = seen.open.some((save) => save.step === step)
        return settle(step && !isSaving ? protocol.act(step, deed.act, deed.answer) : Promise.resolve())
      }),
    )
    for (const [index, result] of results.entries()) {
      if (result.status === 'rejected' && !isExpected(result.reason)) throw result.reason
      const deed = deeds[index]
      const step = typeof deed === 'object' && pick(claims.slice(0, before), deed.claim)
      if (step && !holds(snapshot, step)) seen.counts.lateActs += 1
    }
    const got = claims.slice(before).map(({ id, token }) => `${id}:${token}`)
    expect(new Set(got).size, 'no claim is given twice').toBe(got.length)
    await look(seen, protocol, deeds.includes('retry') && run ? [run.id] : [])
  },
})

/** Of several at one instant all but one may be told that they were too late; nobody may lock anybody out. */
const isExpected = (error: unknown): boolean =>
  error instanceof LeaseLost || error instanceof RequestError || tooLate.includes(refusalOf(error)?.state)
