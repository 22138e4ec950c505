import type { Attempt, AttemptOutcome } from '../../../../src/model/Attempt.js'
import { ModelCallFailed } from '../../../../src/model/failures.js'
import type { AnswerProblem, Model, ModelRequest } from '../../../../src/model/Model.js'

/** How one call goes: `answer` is the JSON that can be read of it. */
export interface Reply {
  /** Default `ok`. */
  outcome?: AttemptOutcome
  answer?: unknown
  /** Default `first`. */
  provider?: string
  problems?: readonly AnswerProblem[]
}

/** One call as the model saw it. */
export interface Asked extends ModelRequest {
  /** The last user message, parsed. */
  message: Record<string, unknown>
}

const usage = { promptTokens: 10, cachedTokens: 0, completionTokens: 5, reasoningTokens: 0 }

/** A model that answers as told: it judges as the request says and tells of each call, as the port demands. */
export const scriptedModel = (reply: (asked: Asked, call: number) => Reply): { model: Model; asked: Asked[] } => {
  const asked: Asked[] = []
  const model: Model = {
    async generate(request) {
      const last = request.messages.findLast(({ role }) => role === 'user')
      const seen: Asked = { ...request, message: JSON.parse(last?.content ?? '{}') }
      asked.push(seen)
      const { outcome = 'ok', answer, provider = 'first', problems } = reply(seen, asked.length)
      const message = outcome === 'ok' ? undefined : `It ended as ${outcome}.`
      const attempt: Attempt = {
        outcome,
        provider,
        model: 'big',
        servedModel: 'big-1',
        usage,
        ms: 1,
        firstTokenMs: undefined,
        requestId: `call-${asked.length}`,
        message,
      }
      const judged = answer === undefined ? undefined : request.judge(answer, request.keys)
      await request.context?.onAttempt?.(attempt, judged)
      if (message || !judged) {
        throw new ModelCallFailed(message ?? '', { attempt, isRetryable: true, problems, ...judged })
      }
      return { good: judged.good, usage, provider, model: 'big-1', attempts: [attempt] }
    },
  }
  return { model, asked }
}
