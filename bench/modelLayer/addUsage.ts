import type { Usage } from '../../src/model/Attempt.js'

export const noUsage: Usage = {
  promptTokens: 0,
  cachedTokens: 0,
  cacheWriteTokens: 0,
  completionTokens: 0,
  reasoningTokens: 0,
}

export const addUsage = (sum: Usage, usage: Usage): Usage => ({
  promptTokens: sum.promptTokens + usage.promptTokens,
  cachedTokens: sum.cachedTokens + usage.cachedTokens,
  cacheWriteTokens: sum.cacheWriteTokens + usage.cacheWriteTokens,
  completionTokens: sum.completionTokens + usage.completionTokens,
  reasoningTokens: sum.reasoningTokens + usage.reasoningTokens,
})
