import { z } from 'zod'
import type { Usage } from '../model/Attempt.js'

const tokens = z.number().default(0)

/**
 * `generation-runs.usage.byModel`: tokens by provider, then by model. Written by `recordAttempt`. `untoldCalls` are those
 * that ended before the provider said what they took.
 */
const usageByModel = z.record(
  z.string(),
  z.record(
    z.string(),
    z.object({ promptTokens: tokens, cachedTokens: tokens, completionTokens: tokens, untoldCalls: tokens }),
  ),
)

interface ModelUsage {
  readonly provider: string
  readonly model: string
  readonly usage: Usage
  readonly untoldCalls: number
}

export const readUsageByModel = (stored: unknown): ModelUsage[] =>
  Object.entries(usageByModel.parse(stored ?? {})).flatMap(([provider, models]) =>
    // Thinking is part of the completion tokens and costs the same.
    Object.entries(models).map(([model, { untoldCalls, ...usage }]) => ({
      provider,
      model,
      usage: { ...usage, reasoningTokens: 0 },
      untoldCalls,
    })),
  )
