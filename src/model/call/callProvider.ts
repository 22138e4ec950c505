import { storable } from '../../text.js'
import type { Attempt, Usage } from '../Attempt.js'
import { isWholeJson, parseAnswer, salvageAnswer } from '../answer/parse.js'
import type { Clock } from '../clock.js'
import { ModelCallFailed } from '../failures.js'
import type { Model, ModelRequest, Verdict } from '../Model.js'
import type { Provider } from '../Provider.js'
import { countMessageTokens } from '../tokens.js'
import { type CallFailure, classifyCallError } from './classify.js'
import { type Completion, emptyCompletion } from './completion.js'
import { startDeadline } from './deadline.js'
import { rateLimitOf } from './headers.js'
import { bodiesOf, redactKeys } from './redact.js'
import { type OptionalParameter, requestBody } from './request.js'
import { openCompletion } from './transport.js'

const DEFAULT_TIMEOUT_MS = 90_000

/** A shorter one is what a server that asks for none was given, as `local` or `ollama`: a word of names and ids. */
const SHORTEST_KEY = 8
/** Longer ones are no ids. */
const MAX_ID_CHARACTERS = 200

const noUsage: Usage = {
  promptTokens: 0,
  cachedTokens: 0,
  cacheWriteTokens: 0,
  completionTokens: 0,
  reasoningTokens: 0,
}

interface CallProvider {
  provider: Provider
  /** The longest silence of a provider that streams, after its first token: text, thinking, or what it calls a tool with. */
  stallMs: number
  /** Whether attempts carry what was sent and received, redacted. */
  logBodies: boolean
  clock: Clock
  /** Default: the global one. */
  fetch?: typeof globalThis.fetch
}

/**
 * The port over one provider: one call, one attempt, no retries. `timeoutMs` (default 90 s) and `signal` cover the
 * whole call, its body included. The attempt is told to `context.onAttempt` before the call gives or throws anything.
 *
 * @throws Error when the request's schema cannot be said to the provider, and the reason of `signal` when it was aborted
 *   before: nothing was sent, and there is no attempt
 */
export const callProvider = ({
  provider,
  stallMs,
  logBodies,
  clock,
  fetch = globalThis.fetch,
}: CallProvider): Model => {
  /** Parameters that this process has learnt to leave out, by model. */
  const refusedBy = new Map<string, Set<OptionalParameter>>()

  return {
    async generate(request) {
      const { messages, signal, context, timeoutMs = DEFAULT_TIMEOUT_MS } = request
      const model = provider.models[request.tier]
      const refused = refusedBy.get(model) ?? new Set()
      const { body, optional } = await requestBody(provider, request, refused)
      const flex = body.service_tier === 'flex'
      // Before the call's time begins: loading the tokenizer's tables, once, stops everything else for a moment.
      const countedPromptTokens = await countMessageTokens(messages, model)
      signal?.throwIfAborted()

      const startedAt = clock.now()
      const elapsedMs = () => Math.round(clock.now() - startedAt)
      const deadline = startDeadline({ clock, timeoutMs, stallMs: provider.streams ? stallMs : undefined, signal })
      let headers = new Headers()
      let completion = emptyCompletion
      let firstTokenMs: number | undefined

      const receive = async (): Promise<void> => {
        const { isStream, completions, saidDone } = await openCompletion({
          provider,
          body,
          fetch,
          signal: deadline.signal,
          onHeaders: (received) => {
            headers = received
          },
        })
        for await (const next of completions) {
          const isLonger = next.text.length > completion.text.length
          if (next.written > completion.written) deadline.heard()
          completion = next
          if (!isStream || !isLonger) continue
          firstTokenMs ??= elapsedMs()
          context?.onPartial?.(next.text)
        }
        // Some never give a reason for their end: then the stream's own end will do, if what came is whole.
        const isWhole = completion.isFinished || (!completion.hasBroken && saidDone() && isWholeJson(completion.text))
        if (!isWhole) throw new Error('The answer ended before it was whole.')
        completion = { ...completion, isFinished: true }
      }
      const failure = await receive()
        .then(
          () => undefined,
          (error: unknown) =>
            classifyCallError(error, {
              provider,
              model,
              ending: deadline.ending(),
              timeoutMs,
              stallMs,
              nowMs: clock.now(),
              optional,
              isFlex: flex,
            }),
        )
        .finally(deadline.stop)
      completion = { ...completion, text: storable(completion.text) }
      // What goes wrong after the end of a streamed answer does not make it less whole.
      const verdict: CallVerdict =
        failure && !completion.isFinished ? failure : judgeCompletion({ completion, request, provider: provider.name })

      const switchedOff = 'refused' in verdict ? verdict.refused : undefined
      if (switchedOff) refusedBy.set(model, new Set([...(refusedBy.get(model) ?? []), switchedOff]))
      const { usage, text } = completion
      const secrets = provider.apiKey ? [provider.apiKey] : []
      // What a server says of itself may echo our request, its key included.
      const keys = secrets.filter((secret) => secret.length >= SHORTEST_KEY)
      const told = (said: string | null | undefined) => (said ? redactKeys({ text: said, secrets: keys }) : undefined)
      const servedModel = told(completion.servedModel)
      const attempt: Attempt = {
        outcome: verdict.outcome,
        provider: provider.name,
        model,
        servedModel,
        usage,
        ms: elapsedMs(),
        firstTokenMs,
        ...(completion.written > 0 ? { hasBegun: true } : {}),
        ...((completion.serviceTier ?? body.service_tier) === 'flex' ? { serviceTier: 'flex' } : {}),
        ...(usage ? { countedPromptTokens } : {}),
        ...(request.keys.length > 0 ? { items: request.keys.length } : {}),
        ...(switchedOff ? { switchedOff } : {}),
        requestId: told(headers.get('x-request-id') ?? headers.get('request-id'))?.slice(0, MAX_ID_CHARACTERS),
        message: 'message' in verdict ? verdict.message : undefined,
        rateLimit: rateLimitOf(headers, clock.now()),
        ...(logBodies ? { bodies: bodiesOf({ messages, answer: text || undefined, secrets }) } : {}),
      }
      await context?.onAttempt?.(attempt, verdict.judged)
      // Without a cause: the client's errors hold what the provider said, which may be our key.
      if (verdict.outcome !== 'ok') {
        throw new ModelCallFailed(verdict.message, { ...verdict, ...verdict.judged, attempt })
      }
      return {
        good: verdict.judged.good,
        usage: usage ?? noUsage,
        provider: provider.name,
        model: servedModel ?? model,
        attempts: [attempt],
      }
    },
  }
}

interface JudgeCompletion {
  /** A whole one. */
  completion: Completion
  request: Pick<ModelRequest, 'judge' | 'keys'>
  provider: string
}

/** What a call came to. */
type CallVerdict = { readonly outcome: 'ok'; readonly judged: Verdict } | CallFailure

/** Decides whether what a provider answered is an answer. */
const judgeCompletion = ({ completion, request, provider }: JudgeCompletion): CallVerdict => {
  const { text, isRefusal, isTruncated } = completion
  const judge = (answer: unknown) => request.judge(answer, request.keys)
  if (isRefusal) return { outcome: 'refused', isRetryable: true, message: `${provider} declined to answer.` }
  if (isTruncated) {
    const message = `The answer of ${provider} was cut off at its length limit.`
    const salvaged = salvageAnswer(text)
    const judged = salvaged === undefined ? undefined : judge(salvaged)
    return { outcome: 'truncated', isRetryable: true, message, judged }
  }
  const parsed = parseAnswer(text)
  if ('problem' in parsed) {
    const message = `The answer of ${provider} could not be read: ${parsed.problem}.`
    return { outcome: 'invalid', isRetryable: true, message, problems: [{ key: '', problem: parsed.problem }] }
  }
  const judged = judge(parsed.value)
  if (judged.problems.length === 0) return { outcome: 'ok', judged }
  const message = `The answer of ${provider} was not what was requested.`
  return { outcome: 'invalid', isRetryable: true, message, judged }
}
