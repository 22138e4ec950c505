import fc from 'fast-check'
import { expect } from 'vitest'
import { RequestError } from '../../../src/errors.js'
import { allowedFrom, finalStatuses, type RunAction, runActions, type Step } from '../../../src/runs/vocabulary.js'
import { type Answer, answers } from './answeringModel.js'
import { expectFenced, holds } from './invariants/expectFenced.js'
import { type Command, type Deed, look, pick, type Result, type Seen, settle } from './invariants/Seen.js'
import { type Act, acts, type Protocol } from './Protocol.js'
import { race } from './race.js'

/** What came of the act of a claim, late or not. */
const judge = async (seen: Seen, protocol: Protocol, step: Step, act: Act, result: Result): Promise<void> => {
  const before = seen.snapshot
  await look(seen, protocol)
  if (!holds(before, step)) seen.counts.lateActs += 1
  expectFenced(before, seen.snapshot, step, act, result)
}

const claim = (): Command => ({
  toString: () => 'claim',
  check: () => true,
  run: async (seen, protocol) => {
    const before = seen.snapshot
    seen.owners += 1
    const step = await protocol.claim(`worker ${seen.owners}`)
    await look(seen, protocol)
    const begun = before.runs.filter(({ status }) => status === 'planning' || status === 'running')
    const hasRoom = begun.length < protocol.settings.limits.maxRunning
    const mayBeClaimed = before.runs.filter((run) => begun.includes(run) || (hasRoom && run.status === 'queued'))
    const isDue = before.steps.some(
      ({ run, status }) => status === 'queued' && mayBeClaimed.some(({ id }) => id === run),
    )
    expect(step !== undefined, 'what is due can be claimed, nothing else').toBe(isDue)
    if (!step) return
    const earlier = before.steps.find(({ id }) => id === step.id)
    expect(earlier?.status).toBe('queued')
    expect(step.token).toBe((earlier?.token ?? 0) + 1)
    if (protocol.claims.some(({ id, token }) => id === step.id && token === step.token - 2)) seen.counts.takeovers += 1
  },
})

const act = (deed: Deed): Command => ({
  toString: () => `act(${JSON.stringify(deed)})`,
  check: () => true,
  run: async (seen, protocol) => {
    const step = pick(protocol.claims, deed.claim)
    if (!step || seen.open.some((save) => save.step === step)) return
    const result = await settle(protocol.act(step, deed.act, deed.answer))
    await judge(seen, protocol, step, deed.act, result)
  },
})

/** Held, and with an answer to come. */
const isFree = ({ snapshot, open }: Seen, step: Step): boolean =>
  ['generate', 'section'].includes(step.kind) && holds(snapshot, step) && !open.some((save) => save.step === step)

const beginSave = (back: number): Command => ({
  toString: () => `beginSave(${back})`,
  check: ({ open }) => open.length < 3,
  run: async (seen, protocol) => {
    const free = () => protocol.claims.filter((step) => isFree(seen, step))
    if (free().length === 0) await claim().run(seen, protocol)
    const step = pick(free(), back)
    if (!step) return
    const pause = protocol.holdSaves(step)
    const ended = settle(protocol.act(step, 'work', 'all'))
    const isHeld = await Promise.race([ended.then(() => false), pause.reached.then(() => true)])
    // It was released, or refused, before it came to save anything.
    if (!isHeld) return judge(seen, protocol, step, 'work', await ended)
    if (seen.open.length > 0) seen.counts.overlappingSaves += 1
    seen.open.push({ step, pause, ended })
    await look(seen, protocol)
  },
})

/** Of a claim that is held, the next call is one that the budget does not allow: few deeds come to it by themselves. */
const spend = (back: number): Command => ({
  toString: () => `spend(${back})`,
  check: () => true,
  run: async (seen, protocol) => {
    const free = () => protocol.claims.filter((step) => isFree(seen, step))
    if (free().length === 0) await claim().run(seen, protocol)
    const step = pick(free(), back)
    if (step) await judge(seen, protocol, step, 'work', await settle(protocol.act(step, 'work', 'unpaid')))
  },
})

/** The worker of a held claim dies in the middle of a call, or is taken for dead and comes back with the bill. */
const loseCall = (back: number, answer: 'unheard' | 'overtaken'): Command => ({
  toString: () => `loseCall(${back}, ${answer})`,
  check: () => true,
  run: async (seen, protocol) => {
    const free = () => protocol.claims.filter((step) => isFree(seen, step))
    if (free().length === 0) await claim().run(seen, protocol)
    const step = pick(free(), back)
    if (!step) return
    const result = await settle(protocol.act(step, 'work', answer))
    const before = seen.snapshot
    await look(seen, protocol)
    const wasCalled =
      seen.snapshot.reservations + seen.snapshot.ledger.calls > before.reservations + before.ledger.calls
    if (answer === 'overtaken' && wasCalled) {
      seen.counts.lateBills += 1
      expect(result.status, 'who comes back is told that the step is gone').toBe('rejected')
      expect(seen.snapshot.ledger.lost, 'and its call is none that was lost').toBe(before.ledger.lost)
      return
    }
    await loseLease(seen, protocol, step)
    if (!wasCalled) return
    seen.counts.unheardCalls += 1
    expect(seen.snapshot.ledger.lost, 'the call stands in the ledger').toBe(before.ledger.lost + 1)
  },
})

const endSave = (index: number): Command => ({
  toString: () => `endSave(${index})`,
  check: ({ open }) => open.length > 0,
  run: async (seen, protocol) => {
    const [save] = seen.open.splice(index % seen.open.length, 1)
    if (!save) return
    save.pause.release()
    await judge(seen, protocol, save.step, 'work', await save.ended)
  },
})

/** The connection of a save breaks; whoever held the step is gone with it, and the next one takes over. */
const killSave = (index: number): Command => ({
  toString: () => `killSave(${index})`,
  check: ({ open }) => open.length > 0,
  run: async (seen, protocol) => {
    const save = seen.open[index % seen.open.length]
    if (!save) return
    seen.open = seen.open.filter((other) => other !== save)
    const before = seen.snapshot
    await protocol.killSave(save.step)
    save.pause.release()
    const { status } = await save.ended
    await look(seen, protocol)
    expect(status, 'who saved knows that nothing was saved').toBe('rejected')
    expect(seen.snapshot, 'nothing of it is there').toEqual(before)
    seen.counts.killedSaves += 1
    await loseLease(seen, protocol, save.step)
    await claim().run(seen, protocol)
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
    if (mayReopen && finalStatuses.includes(run.status)) seen.counts.retries += 1
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
    if (step) await loseLease(seen, protocol, step)
  },
})

/** Whoever holds the step is silent for longer than the lease. */
const loseLease = async (seen: Seen, protocol: Protocol, step: Step): Promise<void> => {
  const wasHeld = seen.snapshot.steps.find(({ id, status }) => id === step.id && status === 'running')
  await protocol.expire([Number(step.id)])
  await protocol.sweep()
  await look(seen, protocol)
  if (!wasHeld) return
  const now = seen.snapshot.steps.find(({ id }) => id === step.id)
  expect(now).toMatchObject({ status: 'queued', token: wasHeld.token + 1 })
}

/** The worker of the latest claim freezes, another takes the step over, then the first goes on. */
const late = (deed: Deed): Command => ({
  toString: () => `late(${JSON.stringify(deed)})`,
  check: () => true,
  run: async (seen, protocol) => {
    const frozen = protocol.claims.at(-1)
    if (!frozen || !holds(seen.snapshot, frozen) || seen.open.some(({ step }) => step === frozen)) return
    await loseLease(seen, protocol, frozen)
    await claim().run(seen, protocol)
    const result = await settle(protocol.act(frozen, deed.act, deed.answer))
    await judge(seen, protocol, frozen, deed.act, result)
  },
})

/** Everything that can be claimed is given up, so that runs end badly, from where they may be retried, or are at once. */
const giveUp = (isRetried: boolean): Command => ({
  toString: () => `giveUp(${isRetried})`,
  check: () => true,
  run: async (seen, protocol) => {
    for (let turn = 0; turn < 6; turn += 1) {
      const known = protocol.claims.length
      await claim().run(seen, protocol)
      const step = protocol.claims[known]
      if (!step) break
      await protocol.act(step, step.kind === 'finish' ? 'work' : 'fail', 'none')
      await look(seen, protocol)
    }
    const ended = seen.snapshot.runs.findIndex(({ status }) => allowedFrom.retry.includes(status))
    if (isRetried && ended >= 0) await control(ended, 'retry').run(seen, protocol)
  },
})

const nth = fc.nat({ max: 6 })
const action = fc.constantFrom(...runActions)
const deed = fc.record({
  act: fc.oneof(
    { weight: 5, arbitrary: fc.constant<Act>('work') },
    { weight: 5, arbitrary: fc.constantFrom(...acts, 'failRun') },
  ),
  answer: fc.oneof(
    { weight: 3, arbitrary: fc.constant<Answer>('all') },
    { weight: 2, arbitrary: fc.constantFrom(...answers) },
  ),
  claim: fc.oneof({ weight: 3, arbitrary: fc.constant(0) }, { weight: 2, arbitrary: nth }),
})

const many = <T>(weight: number, arbitrary: fc.Arbitrary<T>) => Array.from({ length: weight }, () => arbitrary)

/** Any order of what workers, users, the sweeper and chance may do. */
export const anyCommands = fc.commands<Seen, Protocol, false>(
  [
    ...many(6, fc.constant(null).map(claim)),
    ...many(8, deed.map(act)),
    ...many(4, nth.map(beginSave)),
    ...many(2, nth.map(endSave)),
    ...many(2, nth.map(killSave)),
    ...many(
      3,
      fc.tuple(nth, action).map(([index, how]) => control(index, how)),
    ),
    ...many(2, nth.map(expire)),
    nth.map(remove),
    ...many(3, deed.map(late)),
    nth.map(spend),
    ...many(
      2,
      fc
        .tuple(nth, fc.constantFrom('unheard' as const, 'overtaken' as const))
        .map(([back, how]) => loseCall(back, how)),
    ),
    fc.boolean().map(giveUp),
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
