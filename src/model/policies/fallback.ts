import type { AttemptOutcome } from '../Attempt.js'
import { BudgetSpent, ModelCallFailed, ProviderOpen, ProvidersOpen } from '../failures.js'
import type { Model } from '../Model.js'

interface Candidate {
  /** The provider's name. */
  readonly name: string
  readonly model: Model
}

/** Another provider would not help: the answer is there and can be mended, or nobody wants it any more. */
const staysHere: ReadonlySet<AttemptOutcome> = new Set(['invalid', 'truncated', 'aborted'])

/**
 * Asks one provider after the other, those named in `context.notFrom` last, until one answers.
 *
 * @throws ProvidersOpen when none may be called now, apart from those that refused or failed for good, as over a refused
 * key: that the host has to mend, the others only need time
 * @throws ModelCallFailed the last failure that may pass, else the last, when those that may be called failed, the budget
 * is spent or the signal aborted; retryable when any of them is worth asking again
 * @throws BudgetSpent when it is spent, and those that were asked for it are open by now
 */
export const withFallback = (candidates: readonly Candidate[]): Model => ({
  async generate(request) {
    const { notFrom = [], budget } = request.context ?? {}
    const isAvoided = ({ name }: Candidate) => notFrom.includes(name)
    const failures: ModelCallFailed[] = []
    const open: ProviderOpen[] = []
    let refusal: string | undefined
    for (const { model } of candidates.toSorted((a, b) => Number(isAvoided(a)) - Number(isAvoided(b)))) {
      try {
        return await model.generate(request)
      } catch (error) {
        if (error instanceof ProviderOpen) open.push(error)
        else if (!(error instanceof ModelCallFailed) || staysHere.has(error.attempt.outcome)) throw error
        else failures.push(error)
        refusal = budget?.refusal()
        if (request.signal?.aborted || refusal) break
      }
    }
    const passing = failures.filter(({ isRetryable }) => isRetryable)
    // Who refused was asked twice already, and may well refuse again: the others may not.
    const last = passing.findLast(({ attempt }) => attempt.outcome !== 'refused')
    const isNobodyLeft = failures.length + open.length === candidates.length
    if (isNobodyLeft && open.length > 0 && !last) throw new ProvidersOpen(open)
    const failure = last ?? failures.at(-1)
    if (failure) {
      throw failure.with({
        isRetryable: !isNobodyLeft || passing.length > 0,
        retryAfterMs: soonest([...passing, ...open]),
      })
    }
    request.signal?.throwIfAborted()
    throw new BudgetSpent(refusal)
  },
})

/** The shortest of the waits asked for; `undefined` when a provider asked for none. */
const soonest = (waits: readonly { readonly retryAfterMs: number | undefined }[]): number | undefined => {
  const ms = Math.min(...waits.map(({ retryAfterMs = 0 }) => retryAfterMs))
  return ms > 0 && Number.isFinite(ms) ? ms : undefined
}
