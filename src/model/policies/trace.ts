import type { Attempt } from '../Attempt.js'
import type { Model } from '../Model.js'
import type { Provider, ReasoningEffort } from '../Provider.js'

/** A call that is about to be made. Nothing of what it says. */
export interface TracedCall {
  readonly provider: Pick<Provider, 'name' | 'baseURL' | 'streams'>
  readonly model: string
  readonly maxOutputTokens: number
  readonly reasoningEffort: ReasoningEffort | undefined
}

/** Does the work, and is told how the call ended before anything is done with what it brought. */
export type TraceCall = <T>(call: TracedCall, work: (onEnd: (attempt: Attempt) => void) => Promise<T>) => Promise<T>

interface TraceOptions {
  provider: Provider
  /** Default: nobody is told. */
  trace: TraceCall | undefined
}

/** Shows each call, from when it is sent, to `trace`. */
export const withTrace = ({ provider, trace }: TraceOptions, inner: Model): Model => {
  if (!trace) return inner
  return {
    generate(request) {
      const { context, tier, maxOutputTokens } = request
      const call = {
        provider,
        model: provider.models[tier],
        maxOutputTokens,
        reasoningEffort: provider.reasoningEffort[tier],
      }
      return trace(call, (onEnd) => {
        const onAttempt: NonNullable<typeof context>['onAttempt'] = (attempt, verdict) => {
          onEnd(attempt)
          return context?.onAttempt?.(attempt, verdict)
        }
        return inner.generate({ ...request, context: { ...context, onAttempt } })
      })
    },
  }
}
