import { readPrimary } from '../../database/transactions.js'
import { longestWaitMs, ProvidersOpen } from '../../model/failures.js'
import type { ItemProblem, OpenStep } from '../kind/RunKind.js'
import { topicOf } from '../sql/store.js'
import { askModel, tookTooLong } from './askModel.js'
import { endStep, reasonsOf } from './endStep.js'
import { maxClaims, type StepContext } from './StepContext.js'
import { releaseStep } from './stepBroke.js'
import { readStepResult, type StepResult } from './stepResult.js'

/**
 * One step of a kind: ask for what is missing, keep what is good, save when nothing is missing or nothing more can be
 * hoped for. Each claim makes one request to the model layer, which calls as often as its own limits allow within seconds or
 * minutes (`model.maxCalls`, default 8); a step that needs more goes back to the queue with what it has, `steps.attempts`
 * times (default 3). A step costs 24 calls, and those that find out that no provider can answer, for `steps.outageMs`.
 */
export const workOnStep = async (context: StepContext): Promise<void> => {
  const { req, run, step, kind, settings, deadline } = context
  const look = () => readPrimary(req, () => kind.open({ req, run, step }))
  let open = await look()
  let result: StepResult = { ...readStepResult(step.result), waitsFor: undefined }
  // Without a request to the model the kind makes its items while it saves them: what an earlier answer lacked is past.
  if (!open.ask)
    return saveWhatHolds(context, open, {
      result: { ...result, problems: [] },
      whyMissing: { problem: 'it was not made' },
    })
  const isExhausted = step.attempts >= settings.steps.attempts || step.claims > maxClaims(settings)
  const whyNotAsked = whyOf(isExhausted ? { error: step.error ?? 'It was started too often.' } : tookTooLong)
  const mayAsk = !isExhausted && !deadline.aborted

  // What was answered earlier may no longer agree with the facts; what is refused is asked for again, unless that has become
  // impossible meanwhile.
  if (missingKeys(open, result).length === 0) {
    const refused = await trySave(context, open, { result, whyMissing: whyNotAsked })
    if (!refused) return
    result = without(result, refused)
    // What it knows of what it refused stays.
    open = { ...open, impossible: (await look()).impossible }
    if (missingKeys(open, result).length === 0) return saveWhatHolds(context, open, { result, whyMissing: whyNotAsked })
  }
  if (!mayAsk) return saveLast(context, open, { result, whyMissing: whyNotAsked })

  const answer = await askAll(context, open, result)
  context.onFree?.()
  // No provider can answer now, which is no attempt at first, whatever was asked to find out: the step waits until one can.
  if (answer instanceof ProvidersOpen) {
    const { message: error, retryAfterMs, providers } = answer
    const waitsFor = providers.map(({ provider }) => topicOf.provider(provider))
    return releaseStep(context, { error, delayMs: Math.min(retryAfterMs, longestWaitMs), waitsFor })
  }
  const { error, delayMs, waitsFor } = answer
  const whyMissing = whyOf(answer)
  const mayRetry = mayTryAgain(context, answer)
  if (missingKeys(open, answer.result).length > 0) {
    if (mayRetry) return releaseStep(context, { error, delayMs, waitsFor, isCounted: true })
    return saveLast(context, open, { result: answer.result, whyMissing })
  }
  if (!mayRetry) return saveWhatHolds(context, open, { result: answer.result, whyMissing })
  const refused = await trySave(context, open, { result: answer.result, whyMissing })
  if (refused) await releaseStep(context, { error: reasonsOf(refused), delayMs: 0, isCounted: true })
}

type Asked = Awaited<ReturnType<typeof askModel>>

const mayTryAgain = ({ step, settings, deadline }: StepContext, { isRetryable }: Asked): boolean =>
  isRetryable && step.attempts + 1 < settings.steps.attempts && !deadline.aborted

/** Asks for all that is missing; once more and for less where nothing else is left to try and the kind knows how. */
const askAll = async (context: StepContext, open: OpenStep, result: StepResult): Promise<Asked | ProvidersOpen> => {
  const answer = await askOrOpen(context, open, result)
  if (answer instanceof ProvidersOpen) return answer
  const missing = missingKeys(open, answer.result)
  if (!open.askSimpler || missing.length === 0 || mayTryAgain(context, answer) || context.deadline.aborted)
    return answer
  const request = await open.askSimpler(missing, answer.result.problems)
  if (!request) return answer
  const simpler = await askOrOpen(context, { ...open, ask: () => request }, answer.result)
  return simpler instanceof ProvidersOpen ? answer : { ...simpler, isRetryable: false }
}

const askOrOpen = (context: StepContext, open: OpenStep, result: StepResult): Promise<Asked | ProvidersOpen> =>
  askModel(context, open, missingKeys(open, result), result).catch((error: unknown) => {
    if (error instanceof ProvidersOpen) return error
    throw error
  })

const missingKeys = (open: OpenStep, { drafts, savedKeys }: StepResult): string[] =>
  open.keys.filter((key) => !drafts[key] && !savedKeys.includes(key) && !whyImpossible(open, key))

const whyImpossible = (open: OpenStep, key: string): ItemProblem | undefined =>
  open.impossible.find((item) => item.key === key)

/** Items that were refused are to be made anew, told what was wrong. */
const without = (result: StepResult, refused: readonly ItemProblem[]): StepResult => {
  const isRefused = (key: string) => refused.some((item) => item.key === key)
  const drafts = Object.fromEntries(Object.entries(result.drafts).filter(([key]) => !isRefused(key)))
  return { ...result, drafts, problems: [...result.problems.filter(({ key }) => !isRefused(key)), ...refused] }
}

interface Save {
  result: StepResult
  /** Of what is still missing then, where nothing better is known of it. */
  whyMissing: Why
}

type Why = Omit<ItemProblem, 'key'>

const whyOf = ({ error, isPublic }: Pick<Asked, 'error' | 'isPublic'>): Why => ({ problem: error, isPublic })

/** Unwinds a save of which nothing may stay. */
class Refused extends Error {
  override readonly name = 'Refused'

  constructor(readonly items: readonly ItemProblem[]) {
    super('Some drafts no longer agree with the facts.')
  }
}

/** Saves what is there and ends the step. When drafts no longer hold nothing is saved, and those are returned. */
const trySave = async (
  context: StepContext,
  open: OpenStep,
  { result, whyMissing }: Save,
): Promise<readonly ItemProblem[] | undefined> => {
  const ready = Object.entries(result.drafts)
    .filter(([key]) => !result.savedKeys.includes(key) && !whyImpossible(open, key))
    .map(([key, made]) => ({ key, ...made }))
  const problemOf = (key: string) => whyImpossible(open, key) ?? problemIn(result, key)
  const written = open.ask
    ? ready.map(({ key }) => key)
    : open.keys.filter((key) => !result.savedKeys.includes(key) && !problemOf(key))
  const saved = new Set([...result.savedKeys, ...written])
  const gaps = open.keys.filter((key) => !saved.has(key)).map((key) => problemOf(key) ?? { key, ...whyMissing })
  try {
    await endStep(context, {
      ...(open.isPreparation
        ? { savedKeys: [], gaps: [], error: gaps.some(({ isFinal }) => !isFinal) ? reasonsOf(gaps) : undefined }
        : { savedKeys: written, gaps }),
      write: async (req) => {
        const done = await open.save(req, ready)
        if (done.refused?.length) throw new Refused(done.refused)
        return done
      },
    })
    return undefined
  } catch (error) {
    if (!(error instanceof Refused)) throw error
    const strange = error.items.find((item) => !ready.some(({ key }) => key === item.key))
    // Asking or saving again would come to the same, for ever.
    if (strange)
      throw new Error(`The kind refused "${strange.key}", which it was not given to save: ${strange.problem}`)
    return error.items
  }
}

const problemIn = ({ drafts, problems }: StepResult, key: string): ItemProblem | undefined =>
  drafts[key] ? undefined : problems.find((item) => item.key === key)

/** Saves what is there when no model is asked any more; what no longer holds is left out. */
const saveWhatHolds = async (context: StepContext, open: OpenStep, { result, whyMissing }: Save): Promise<void> => {
  const refused = await trySave(context, open, { result, whyMissing })
  if (refused) await saveLast(context, open, { result: without(result, refused), whyMissing })
}

/**
 * Saves what is there when items are missing and no model is asked any more. Each of these is replaced first, once, where
 * the kind knows by what; the others are gaps. Each turn leaves out what the one before refused, so it ends.
 */
const saveLast = async (context: StepContext, open: OpenStep, { result, whyMissing }: Save): Promise<void> => {
  const replaced = new Set<string>()
  let left = result
  for (;;) {
    const missing = missingKeys(open, left).filter((key) => !replaced.has(key))
    for (const key of missing) replaced.add(key)
    const problems = missing.map((key) => problemIn(left, key) ?? { key, ...whyMissing })
    const made = (problems.length > 0 && (await open.instead?.(problems))) || []
    const found = made.filter(({ key }) => missing.includes(key)).map(({ key, ...draft }) => [key, draft] as const)
    left = { ...left, drafts: { ...left.drafts, ...Object.fromEntries(found) } }
    const refused = await trySave(context, open, { result: left, whyMissing })
    if (!refused) return
    left = without(left, refused)
  }
}
