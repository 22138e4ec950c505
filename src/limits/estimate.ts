import type { ServiceTier, Usage } from '../model/Attempt.js'
import { isFlex } from '../model/call/request.js'
import { costAt } from '../model/Provider.js'
import type { Settings } from '../options/Settings.js'
import { type Measured, type MeasuredSection, measuredDays } from './measured.js'

/** What a run will take, before it is requested. */
export interface Estimate {
  /** Drafts that it will make. */
  readonly requested: number
  /** Calls to the model when each answer is good at the first try. */
  readonly calls: number
  /** By the tokenizer of the first provider's model, times what its provider counted more or less lately. */
  readonly promptTokens: number
  /** Of all answers, thinking included: as measured on this site, else as the kind reckons. */
  readonly completionTokens: number
  /**
   * US dollars: `low` when each answer is good at the first try, `high` when calls have to be repeated as often as they had to
   * be lately, or each once where that is not known; `null` when a price is unknown.
   */
  readonly cost: { readonly low: number; readonly high: number } | null
  /** From the first step to the last, on one worker with its default of slots. */
  readonly seconds: number
  /** Plans that are needed, and those of them that are there already and take no call. */
  readonly plans?: { readonly needed: number; readonly found: number }
  /** What it rests on; none where a kind reckons by itself. */
  readonly basis?: EstimateBasis
  /** What the kind says beside. */
  readonly facts: Readonly<Record<string, unknown>>
  /** What the user should know before starting, in a sentence, as `Admission.notice`; `undefined` where there is nothing. */
  readonly notice: string | undefined
}

/** What an estimate rests on: calls of the last days, or our own guess. */
export interface EstimateBasis {
  /** Whether the length of answers was measured on this site, of all sections, of some, or is our own guess. */
  readonly completion: 'measured' | 'partly' | 'assumed'
  /** Calls that it rests on: those that were answered well. */
  readonly calls: number
  /** How far back they go at most. */
  readonly days: number
  /** The first day with such a call, in UTC. */
  readonly since?: string
  /** Prompt tokens as the provider counts them, for each by our own count. */
  readonly factor: number
}

/** Calls for one section. */
export interface PlannedCalls {
  /** As the ledger calls it, below its kind. */
  readonly feature: string
  readonly calls: number
  /** What all of them are to bring. */
  readonly items: number
  /** Of all of them, by our own count. */
  readonly promptTokens: number
  /** Of all of them, where nothing was measured. */
  readonly completionTokens: number
  /** Calls of a higher one wait for those of a lower one. */
  readonly stage: number
}

/** What models of the `simple` and `complex` tiers write in a second, by and large, and how long they think before. */
const tokensPerSecond = 60
const secondsToFirstToken = 1
/** Slots of a worker that was told nothing else. */
const callsAtOnce = 3
/** How often a call is made for each good answer, at most, where that is not known. */
const usualRepeats = 2
/** Answers differ in length even where none has to be repeated. */
const fewestRepeats = 1.1
/** More says that something is broken, not what a run will cost. */
const mostRepeats = 3

/** Completion tokens of these items: as measured, else as assumed. */
export const completionOf = (
  measured: Measured,
  { feature, items, completionTokens }: Pick<PlannedCalls, 'feature' | 'items' | 'completionTokens'>,
): number => {
  const each = measured.of(feature).completionTokens
  return each === undefined ? completionTokens : each * items
}

interface EstimateOf {
  measured: Measured
  calls: readonly PlannedCalls[]
  urgency: ServiceTier | undefined
}

/** Tokens, money and time of calls, and what that rests on. */
export const estimateOf = (
  { model: { providers } }: Settings,
  { measured, calls: given, urgency = 'normal' }: EstimateOf,
): Omit<Estimate, 'requested' | 'facts' | 'notice' | 'plans'> => {
  const serviceTier = isFlex(providers[0], { urgency }) ? 'flex' : 'normal'
  const reckoned = given
    .filter(({ calls }) => calls > 0)
    .map((planned) => {
      const known = measured.of(planned.feature)
      const { provider, model } = known
      const completionTokens = completionOf(measured, planned)
      const usage: Usage = {
        promptTokens: planned.promptTokens * known.factor,
        completionTokens,
        ...{ cachedTokens: 0, cacheWriteTokens: 0, reasoningTokens: 0 },
      }
      const repeats = Math.min(mostRepeats, Math.max(fewestRepeats, known.callsEach ?? usualRepeats))
      return {
        ...{ planned, known, usage, repeats },
        cost: costAt(providers, { provider, model, usage, serviceTier }),
        secondsEach:
          known.secondsEach ?? secondsToFirstToken + completionTokens / Math.max(1, planned.calls) / tokensPerSecond,
      }
    })
  const sum = (of: (one: (typeof reckoned)[number]) => number) => reckoned.reduce((total, one) => total + of(one), 0)
  return {
    calls: sum(({ planned }) => planned.calls),
    promptTokens: Math.round(sum(({ usage }) => usage.promptTokens)),
    completionTokens: Math.round(sum(({ usage }) => usage.completionTokens)),
    cost: reckoned.some(({ cost }) => cost === null)
      ? null
      : { low: sum(({ cost }) => cost ?? 0), high: sum(({ cost, repeats }) => (cost ?? 0) * repeats) },
    seconds: secondsOf(reckoned),
    basis: basisOf(reckoned),
  }
}

interface Reckoned {
  readonly planned: PlannedCalls
  readonly known: MeasuredSection
  readonly usage: Usage
  readonly secondsEach: number
}

/** Stage by stage, so many calls at once. */
const secondsOf = (reckoned: readonly Reckoned[]): number => {
  const stages = [...new Set(reckoned.map(({ planned }) => planned.stage))]
  const seconds = stages.map((stage) => {
    const side = reckoned.filter(({ planned }) => planned.stage === stage)
    const calls = side.reduce((sum, { planned }) => sum + planned.calls, 0)
    const all = side.reduce((sum, { planned, secondsEach }) => sum + planned.calls * secondsEach, 0)
    return Math.ceil(calls / callsAtOnce) * (all / calls)
  })
  return Math.ceil(seconds.reduce((sum, one) => sum + one, 0))
}

const basisOf = (reckoned: readonly Reckoned[]): EstimateBasis => {
  const measured = reckoned.filter(({ known }) => known.completionTokens !== undefined)
  const counted = reckoned.reduce((sum, { planned }) => sum + planned.promptTokens, 0)
  const told = reckoned.reduce((sum, { usage }) => sum + usage.promptTokens, 0)
  const since = measured.flatMap(({ known }) => known.since ?? []).toSorted()[0]
  return {
    completion: measured.length === 0 ? 'assumed' : measured.length === reckoned.length ? 'measured' : 'partly',
    // Calls of one section in several lots are the same.
    calls: [...new Map(measured.map(({ planned, known }) => [planned.feature, known.calls])).values()].reduce(
      (sum, calls) => sum + calls,
      0,
    ),
    days: measuredDays,
    ...(since === undefined ? {} : { since }),
    factor: counted > 0 ? Number((told / counted).toFixed(3)) : 1,
  }
}
