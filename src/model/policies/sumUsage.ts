import type { Attempt, Usage } from '../Attempt.js'

/** What these attempts used, as far as it is known. */
export const sumUsage = (attempts: readonly Attempt[]): Usage => {
  const sum = { promptTokens: 0, cachedTokens: 0, completionTokens: 0, reasoningTokens: 0 }
  for (const { usage } of attempts) {
    sum.promptTokens += usage?.promptTokens ?? 0
    sum.cachedTokens += usage?.cachedTokens ?? 0
    sum.completionTokens += usage?.completionTokens ?? 0
    sum.reasoningTokens += usage?.reasoningTokens ?? 0
  }
  return sum
}
