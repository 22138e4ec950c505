import fc, { type AsyncCommand } from 'fast-check'
import { expect } from 'vitest'
import { RequestError } from '../../../src/errors/RequestError.js'
import { LeaseLost } from '../../../src/runs/LeaseLost.js'
import { allowedFrom, type RunAction, runActions } from '../../../src/runs/RunAction.js'
import type { Step } from '../../../src/runs/Step.js'
import { type Answer, answers } from './answeringModel.js'
import { checkInvariants } from './checkInvariants.js'
import type { Pause } from './Pause.js'
import { type Act, acts, type Protocol } from './Protocol.js'
import { readSnapshot, type Snapshot } from './readSnapshot.js'

/** What was seen last; the next step is judged against it. */
export interface Seen {
  snapshot: Snapshot
  /** Saves under way, their transactions open. */
  open: { step: Step; pause: Pause; ended: Promise<PromiseSettledResult<unknown>> }[]
  owners: number
}

const deadlockDetected = '40P01'
const uniqueViolation = '23505'

type Command = AsyncCommand<Seen, Protocol>
interface Deed {
  act: Act
  answer: Answer
  /** Counted back from the latest claim. */
  claim: number
}

const holds = ({ steps }: Snapshot, step: Step): boolean =>
  steps.some(({ id, token, status }) => id === step.id && token === step.token && status === 'running')

const look = async (seen: Seen, { db }: Protocol, retried: readonly number[] = []): Promise<void> => {
  const before = seen.snapshot
  seen.snapshot = await readSnapshot(db)
  checkInvariants({ before, after: seen.snapshot, retried: new Set(retried) })
}

const pick = (claims: readonly Step[], back: number): Step | undefined => claims.at(-1 - (back % claims.length))

const settle = async (work: Promise<unknown>): Promise<PromiseSettledResult<unknown>> => {
  const [result] = await Promise.allSettled([work])
  return result
}

/** What the world sees of steps, drafts and progress; calls of late writers were paid for and show in the ledger. */
const visible = ({ runs, steps, drafts }: Snapshot) => ({
  runs: runs.map(({ version, usageCalls, calls, ...run }) => run),
  steps,
  drafts,
})

/** Whoever holds the step gets through, whoever does not changes nothing. */
const expectFenced = (before: Snapshot, after: Snapshot, step: Step, result: PromiseSettledResult<unknown>): void => {
  if (holds(before, step)) {
    if (result.status === 'rejected') throw result.reason
    expect(result.value, 'the holder gets through').not.toBe(false)
  } else expect(visible(after), 'a late writer changes nothing').toEqual(visible(before))
}

const claim = (): Command => ({
  toString: () => 'claim',
  check: () => true,
  run: async (seen, protocol) => {
    const before = seen.snapshot
    seen.owners += 1
    const step = await protocol.claim(`worker ${seen.owners}`)
    await look(seen, protocol)
    const isDue = before.steps.some(
      ({ run, status }) =>
        status === 'queued' && before.runs.some((row) => row.id === run && allowedFrom.pause.includes(row.status)),
    )
    expect(step !== undefined, 'what is due can be claimed, nothing else').toBe(isDue)
    if (!step) return
    const earlier = before.steps.find(({ id }) => id === step.id)
    expect(earlier?.status).toBe('queued')
    expect(step.token).toBe((earlier?.token ?? 0) + 1)
  },
})

const act = (deed: Deed): Command => ({
  toString: () => `act(${JSON.stringify(deed)})`,
  check: () => true,
  run: async (seen, protocol) => {
    const step = pick(protocol.claims, deed.claim)
    if (!step || seen.open.some((save) => save.step === step)) return
    const before = seen.snapshot
    const result = await settle(protocol.act(step, deed.act, deed.answer))
    await look(seen, protocol)
    expectFenced(before, seen.snapshot, step, result)
  },
})

const beginSave = (back: number): Command => ({
  toString: () => `beginSave(${back})`,
  check: ({ open }) => open.length < 3,
  run: async (seen, protocol) => {
    const step = pick(protocol.claims, back)
    if (step?.kind !== 'generate' || seen.open.some((save) => save.step === step)) return
    const pause = protocol.holdSaves(step)
    const ended = settle(protocol.act(step, 'work', 'all'))
    await Promise.race([ended, pause.reached])
    seen.open.push({ step, pause, ended })
    await look(seen, protocol)
  },
})

const endSave = (index: number): Command => ({
  toString: () => `endSave(${index})`,
  check: ({ open }) => open.length > 0,
  run: async (seen, protocol) => {
    const [save] = seen.open.splice(index % seen.open.length, 1)
    if (!save) return
    const before = seen.snapshot
    save.pause.release()
    const result = await save.ended
    await look(seen, protocol)
    expectFenced(before, seen.snapshot, save.step, result)
  },
})

const control = (index: number, action: RunAction): Command => ({
  toString: () => `control(${index}, ${action})`,
  check: ({ snapshot }) => snapshot.runs.length > 0,
  run: async (seen, protocol) => {
    const run = seen.snapshot.runs[index % seen.snapshot.runs.length]
    if (!run) return
    const result = await settle(protocol.control(run.id, action))
    if (result.status === 'rejected') expect(result.reason).toBeInstanceOf(RequestError)
    const mayReopen = action === 'retry' && result.status === 'fulfilled'
    await look(seen, protocol, mayReopen ? [run.id] : [])
    const now = seen.snapshot.runs.find(({ id }) => id === run.id)
    if (!allowedFrom[action].includes(run.status)) expect(now).toEqual(run)
    else if (action === 'cancel') expect(now).toMatchObject({ status: 'cancelled', openSteps: 0 })
    else if (action === 'pause') expect(now?.status).toBe('paused')
  },
})

const remove = (index: number): Command => ({
  toString: () => `remove(${index})`,
  // A deletion waits for saves under way, as it should; here that would be for ever.
  check: ({ snapshot, open }) => snapshot.runs.length > 1 && open.length === 0,
  run: async (seen, protocol) => {
    const run = seen.snapshot.runs[index % seen.snapshot.runs.length]
    if (!run) return
    await protocol.delete(run.id)
    await look(seen, protocol)
    expect(seen.snapshot.steps.filter((step) => step.run === run.id)).toEqual([])
  },
})

const expire = (back: number): Command => ({
  toString: () => `expire(${back})`,
  check: () => true,
  run: async (seen, protocol) => {
    const step = pick(protocol.claims, back)
    if (!step) return
    const wasHeld = seen.snapshot.steps.find(({ id, status }) => id === step.id && status === 'running')
    await protocol.expire([Number(step.id)])
    await protocol.sweep()
    await look(seen, protocol)
    if (!wasHeld) return
    const now = seen.snapshot.steps.find(({ id }) => id === step.id)
    expect(now).toMatchObject({ status: 'queued', token: wasHeld.token + 1 })
  },
})

/** Several at one instant: who wins is open, what holds is not. */
const race = (deeds: readonly (Deed | 'claim' | 'sweep' | RunAction)[]): Command => ({
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
      const raced = deeds[index]
      const late = typeof raced === 'object' && pick(claims.slice(0, before), raced.claim)
      const isLate = late && !holds(snapshot, late)
      if (result.status === 'rejected' && !isExpected(result.reason, isLate === true)) throw result.reason
    }
    const got = claims.slice(before).map(({ id, token }) => `${id}:${token}`)
    expect(new Set(got).size, 'no claim is given twice').toBe(got.length)
    await look(seen, protocol, deeds.includes('retry') && run ? [run.id] : [])
  },
})

/** Of several at one instant all but one may be told that they were too late; nobody may lock anybody out. */
const isExpected = (error: unknown, isLate: boolean): boolean => {
  const codes: unknown[] = []
  for (let cause = error; cause instanceof Error; cause = cause.cause) if ('code' in cause) codes.push(cause.code)
  if (codes.includes(deadlockDetected)) return false
  // Two claims that save one item meet at the unique index, the last net.
  return isLate || error instanceof LeaseLost || error instanceof RequestError || codes.includes(uniqueViolation)
}

const nth = fc.nat({ max: 6 })
const action = fc.constantFrom(...runActions)
const deed = fc.record({
  act: fc.oneof({ weight: 5, arbitrary: fc.constant<Act>('work') }, { weight: 5, arbitrary: fc.constantFrom(...acts) }),
  answer: fc.oneof(
    { weight: 3, arbitrary: fc.constant<Answer>('all') },
    { weight: 2, arbitrary: fc.constantFrom(...answers) },
  ),
  claim: fc.oneof({ weight: 3, arbitrary: fc.constant(0) }, { weight: 2, arbitrary: nth }),
})

const many = <T>(weight: number, arbitrary: fc.Arbitrary<T>) => Array.from({ length: weight }, () => arbitrary)

/** Any order of what workers, users, the sweeper and chance may do. */
export const anyCommands = fc.commands<Seen, Protocol, true>(
  [
    ...many(6, fc.constant(null).map(claim)),
    ...many(8, deed.map(act)),
    ...many(2, nth.map(beginSave)),
    ...many(2, nth.map(endSave)),
    ...many(
      3,
      fc.tuple(nth, action).map(([index, how]) => control(index, how)),
    ),
    ...many(2, nth.map(expire)),
    nth.map(remove),
    ...many(
      3,
      fc
        .array(fc.oneof(deed, fc.constant('claim' as const), fc.constant('sweep' as const), action), {
          minLength: 2,
          maxLength: 5,
        })
        .map(race),
    ),
  ],
  { maxCommands: 25, size: 'max' },
)

/** Honest workers from here on: every run must end. */
export const drain = async (seen: Seen, protocol: Protocol): Promise<void> => {
  for (const save of seen.open.splice(0)) {
    save.pause.release()
    await save.ended
  }
  await look(seen, protocol)
  for (const run of seen.snapshot.runs.filter(({ status }) => status === 'paused'))
    await protocol.control(run.id, 'resume')
  await protocol.expire(protocol.claims.map(({ id }) => Number(id)))
  await protocol.sweep()
  for (let turn = 0; turn < 40; turn += 1) {
    await look(seen, protocol)
    seen.owners += 1
    const step = await protocol.claim(`worker ${seen.owners}`)
    if (!step) break
    await protocol.act(step, 'work', 'all')
  }
  await look(seen, protocol)
  for (const { status, generated, requested, failed } of seen.snapshot.runs) {
    expect(['completed', 'partial', 'failed', 'cancelled'], 'every run ends').toContain(status)
    if (status === 'completed') expect(generated).toBe(requested)
    if (status === 'partial') expect(generated + failed).toBe(requested)
  }
}
