import type { BasePayload, PayloadRequest } from 'payload'
import { userKeyOf } from '../../limits/limitStore.js'
import type { Attempt } from '../../model/Attempt.js'
import { settingsOf } from '../../options/Settings.js'
import { insertEvent, type RunEvent } from '../sql/events.js'
import { type RunStore, storeOf } from '../sql/store.js'
import type { Step } from '../vocabulary.js'

// What the ledger keeps is one line in Payload's log as well, by the same ids, so that a host's log search finds what
// belongs to a run. Lines have no prompt, answer or key.

/** Keeps something notable in the ledger, and says it in the log. */
export const tellEvent = async (
  { logger }: Pick<BasePayload, 'logger'>,
  store: RunStore,
  event: RunEvent,
): Promise<void> => {
  const { user, role } = await insertEvent(store, event)
  const { level = 'info', message: msg, run: runId, step: stepId, facts, feature, subject } = event
  logger[level]({ msg, runId, stepId, userKey: userKeyOf(user), role, feature, subject, ...facts })
}

/**
 * For kinds of your own: keeps something notable of a run that is no call, such as what stood in for an answer, as a row of type `event`
 * in `generation-logs`, and says it in Payload's log. In the request's transaction, where it has one: what undoes that undoes the row.
 *
 * @example
 * await recordEvent(req, { run: run.id, step: step.id, message: 'The short form was used.', facts: { event: 'short-form' } })
 */
export const recordEvent = async (req: PayloadRequest, event: RunEvent): Promise<void> =>
  tellEvent(req.payload, await storeOf(req, settingsOf(req.payload)), event)

interface AttemptLine {
  step: Step
  attempt: Attempt
  about: { readonly feature?: string; readonly subject?: string } | undefined
}

/** A call to a model: good ones are `debug`, so that a busy host can leave them out; the others `info`. */
export const logAttempt = (
  { logger }: Pick<BasePayload, 'logger'>,
  { step, attempt, about = {} }: AttemptLine,
): void => {
  const { outcome, provider, model, usage, ms, items, requestId, message: reason } = attempt
  logger[outcome === 'ok' ? 'debug' : 'info']({
    ...{ msg: 'a call to a model ended', runId: step.run, stepId: step.id, userKey: step.userKey },
    ...{ feature: about.feature, subject: about.subject, items, outcome, provider, model },
    ...{ promptTokens: usage?.promptTokens, completionTokens: usage?.completionTokens, ms, requestId, reason },
  })
}
