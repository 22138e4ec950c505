import { z } from 'zod'
import { RequestError } from '../errors.js'
import { runBudgetInput } from '../generators/inputFields.js'
import { invalidInput, wrongInput } from '../invalidInput.js'
import { unpricedModel } from '../options/limitOptions.js'
import type { Settings } from '../options/Settings.js'
import { isRecord } from '../text.js'

/** What a run may spend at most, as the request that made or resumed it said. */
export interface RunBudget {
  readonly maxTokens: number | undefined
  readonly maxCostUsd: number | undefined
}

const schema = z.object(runBudgetInput)

/**
 * Takes the run's budget out of an input or a body, which holds it beside what is the kind's own.
 *
 * @throws RequestError 400 when it cannot be: no number, another currency, or money without prices
 */
export const takeBudget = (settings: Settings, given: unknown): { budget: RunBudget; rest: unknown } => {
  if (!isRecord(given)) return { budget: { maxTokens: undefined, maxCostUsd: undefined }, rest: given }
  const foreign = Object.keys(given).find((name) => /^maxCost/i.test(name) && name !== 'maxCostUsd')
  if (foreign !== undefined) {
    throw wrongInput(foreign, 'is unknown: money is in US dollars, give maxCostUsd')
  }
  const parsed = schema.safeParse(given)
  if (!parsed.success) {
    throw invalidInput(parsed.error.issues)
  }
  const budget = { maxTokens: parsed.data.maxTokens ?? undefined, maxCostUsd: parsed.data.maxCostUsd ?? undefined }
  if (budget.maxCostUsd !== undefined) checkPriced(settings)
  return { budget, rest: withoutBudget(given) }
}

/** An input as its kind knows it. */
export const withoutBudget = (input: unknown): unknown => {
  if (!isRecord(input)) return input
  const { maxTokens, maxCostUsd, ...rest } = input
  return rest
}

const checkPriced = ({ model }: Settings): void => {
  const unpriced = unpricedModel(model.providers)
  if (!unpriced) return
  throw new RequestError(
    400,
    `maxCostUsd cannot be kept: no price is known for ${unpriced.model} of ${unpriced.provider}. Use maxTokens, or have the operator of this site give its price.`,
    { code: 'price_unknown', ...unpriced },
  )
}
