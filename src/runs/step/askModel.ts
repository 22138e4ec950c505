import { loggable } from '../../errors.js'
import { type SourceMarks, sourceMarksOf } from '../../generators/content/sources.js'
import type { Attempt, AttemptOutcome } from '../../model/Attempt.js'
import { BudgetSpent, longestWaitMs, ModelCallFailed, ProvidersOpen } from '../../model/failures.js'
import type { Verdict } from '../../model/Model.js'
import { countSavings } from '../../model/singlePrompts.js'
import { raiseAlert } from '../alerts.js'
import type { OpenStep } from '../kind/RunKind.js'
import { showWriting } from '../sql/progress.js'
import { topicOf } from '../sql/store.js'
import { reasonsOf } from './endStep.js'
import { recordAttempt } from './ledger.js'
import { createTeller } from './readAlong.js'
import { reserveFor } from './reserveCall.js'
import type { StepContext } from './StepContext.js'
import type { StepResult } from './stepResult.js'

/** Longest wait before a step is due again, whatever a provider asks for. */
const maxDelayMs = 10 * 60 * 1000

/** Nothing will change until an operator mends the configuration. */
const needsAttention: readonly AttemptOutcome[] = ['unauthorized', 'rejected']

/** The model answered, only not well. It was asked again as often as is worth it. */
const answered: readonly AttemptOutcome[] = ['invalid', 'truncated', 'refused']

/** Of what there was no time for. */
export const tookTooLong = { error: 'The run took longer than it may.', isPublic: true }

interface Asked {
  result: StepResult
  /** Whether asking again may help. */
  isRetryable: boolean
  /** How long to wait before asking again. */
  delayMs: number
  /** What went wrong, in plain words; used when something is still missing. */
  error: string
  /** Of the error, as of an `ItemProblem`. */
  isPublic?: boolean
  /** The providers that are open, as topics, when no other could be asked any more. */
  waitsFor?: readonly string[]
}

/**
 * Asks the model, which may take several calls, and keeps after each of them what is good together with its bill. When
 * this returns, nothing that was paid for can be lost.
 *
 * @throws ProvidersOpen when no provider may be called now, and none has answered
 */
export const askModel = async (
  context: StepContext,
  open: OpenStep,
  keys: readonly string[],
  before: StepResult,
): Promise<Asked> => {
  const { payload, model, settings, signal, leaving, step, deadline } = context
  let result = before
  let attempts = step.attempts
  let hasAnswered = false
  const { ask } = open
  if (!ask) throw new Error('This step needs no model.')
  const { ledger, ...request } = ask(
    keys,
    // What else is known of them is nothing to a model.
    before.problems.map(({ key, problem }) => ({ key, problem })),
  )
  // Before anything is spent: what goes wrong here must not stand between an answer and its bill.
  const marks = new Map(
    keys.map((key) => {
      const source = open.sourceOf?.(key)
      return [key, source === undefined ? undefined : sourceMarksOf(source)]
    }),
  )
  const { reserve, reservedFor } = reserveFor(context, ledger)
  const savings = countSavings({ messages: request.messages, keys })
  const keep = async (attempt: Attempt, verdict: Verdict | undefined): Promise<void> => {
    // A call we stopped ourselves says nothing about the step.
    const isOurs = attempt.outcome === 'aborted' && signal.aborted
    if (!isOurs) attempts = step.attempts + 1
    hasAnswered ||= answered.includes(attempt.outcome)
    const had = Object.keys(result.drafts).length
    if (verdict) result = add(result, verdict, { attempt, marks })
    const drafts = Object.keys(result.drafts).length - had
    const reserved = reservedFor(attempt.reservation)
    // However long the database is away, lease or no lease: while it is, no other worker can take the step.
    const about = { ...ledger, savedTokens: await savings(attempt, verdict) }
    await recordAttempt(
      context,
      { attempt, about, drafts, reserved, result: isOurs ? undefined : result, attempts },
      leaving,
    )
    const { outcome, provider, model: name, message, switchedOff } = attempt
    if (needsAttention.includes(outcome) && message && !switchedOff) {
      const cause = `${outcome}:${provider}:${name}`
      const facts = { errorClass: outcome, provider, model: name }
      await raiseAlert(payload, settings, { ...facts, cause, level: 'error', message })
    }
  }
  const writing = reportWriting(context)
  try {
    await model.generate({
      ...request,
      keys,
      judge: open.judge,
      signal: AbortSignal.any([signal, deadline]),
      context: { priority: step.priority, onAttempt: keep, reserve, onPartial: writing.report },
    })
    return { result, isRetryable: true, delayMs: 0, error: reasonsOf(result.problems) }
  } catch (error) {
    if (signal.aborted) throw error
    if (deadline.aborted) return { ...tookTooLong, result, isRetryable: false, delayMs: 0 }
    if (error instanceof BudgetSpent) return { result, isRetryable: true, delayMs: 0, error: error.message }
    // It was paid for, so it counts; what it did not give is asked for when a provider can be asked.
    if (error instanceof ProvidersOpen && hasAnswered) {
      const delayMs = Math.min(error.retryAfterMs, longestWaitMs)
      const waitsFor = error.providers.map(({ provider }) => topicOf.provider(provider))
      return { result, isRetryable: true, delayMs, error: reasonsOf(result.problems) || error.message, waitsFor }
    }
    if (!(error instanceof ModelCallFailed)) throw error
    const isAnswer = answered.includes(error.attempt.outcome)
    const backoffMs = settings.steps.retryDelayMs * 2 ** step.attempts
    const delayMs = isAnswer ? 0 : (error.retryAfterMs ?? backoffMs)
    return {
      // What was wrong with an earlier answer is still worth telling the model, but it is not why this request failed.
      result: isAnswer ? result : { ...result, problems: [] },
      isRetryable: error.isRetryable && isWorthAnotherTime(error),
      delayMs: Math.min(delayMs, maxDelayMs),
      error: (isAnswer && reasonsOf(result.problems)) || error.message,
    }
  } finally {
    writing.stop()
  }
}

/**
 * The model layer has asked again already: after a refusal once, for what was wrong in an answer twice, unless it had to stop
 * before.
 */
const isWorthAnotherTime = ({ attempt: { outcome }, good, isCutShort }: ModelCallFailed): boolean =>
  outcome !== 'refused' && (isCutShort || good === undefined || !answered.includes(outcome))

/** Keeps what was accepted before: an item never gets worse. */
const add = (
  before: StepResult,
  { good, problems }: Verdict,
  { attempt, marks }: { attempt: Attempt; marks: ReadonlyMap<string, SourceMarks | undefined> },
): StepResult => {
  const drafts = { ...before.drafts }
  const made = { model: attempt.servedModel ?? attempt.model, provider: attempt.provider }
  for (const [key, draft] of good) drafts[key] ??= { draft, ...made, source: marks.get(key) }
  return { ...before, waitsSince: undefined, drafts, problems: problems.filter(({ key }) => key && !drafts[key]) }
}

/** How often watchers of a run are told how far a streamed answer has come. */
const everyMs = 1000

/** Items carry their key, so each key begun is an item begun; see docs/model-messages.md. */
const itemStart = /"key"\s*:/g

/**
 * Tells watchers, at most once a second, how many items of a streamed answer have begun to arrive, and who reads along what
 * it says; nothing while the last was not taken yet, nor after the lease has ended.
 */
export const reportWriting = ({
  store,
  step,
  payload,
  signal,
  readers,
}: Pick<StepContext, 'store' | 'step' | 'payload' | 'signal' | 'readers'>) => {
  const tell = createTeller({ store, readers, step })
  let text = ''
  let shown = 0
  let isShowing = false
  const show = async () => {
    if (isShowing || signal.aborted) return
    isShowing = true
    const written = text.match(itemStart)?.length ?? 0
    try {
      if (written !== shown) {
        shown = written
        await showWriting(store, { step, written })
      }
      await tell(text)
    } catch (err) {
      payload.logger.warn({ err: loggable(err), msg: 'showing the progress of an answer failed', stepId: step.id })
    } finally {
      isShowing = false
    }
  }
  const timer = setInterval(show, everyMs).unref()
  return {
    report: (textSoFar: string): void => {
      text = textSoFar
    },
    stop: () => clearInterval(timer),
  }
}
