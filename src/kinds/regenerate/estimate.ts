import type { PayloadRequest } from 'payload'
import { type Estimate, estimateOf } from '../../limits/estimate.js'
import { readMeasured } from '../../limits/measured.js'
import { countMessageTokens } from '../../model/tokens.js'
import type { Settings } from '../../options/Settings.js'
import type { OpenStep } from '../../runs/kind/RunKind.js'
import { storeOf } from '../../runs/sql/store.js'
import { regenerateSection } from './section.js'
import type { FoundTarget } from './targets.js'

/** Documents whose real prompts are counted; of more, the others are taken to be like them. */
const mostCounted = 4
/** Tokens of a document as models write it, by and large, where nothing was measured. */
const completionTokensEach = 900

interface EstimateRegenerate {
  targets: readonly FoundTarget[]
  urgency: 'normal' | 'flex'
  /** As if all of it were asked for in one call. */
  open(target: FoundTarget): Promise<OpenStep>
  callsOf(target: FoundTarget): number
}

/** What it takes to write documents anew, by the real prompts of the first of them. */
export const estimateRegenerate = async (
  settings: Settings,
  req: PayloadRequest,
  { targets, urgency, open, callsOf }: EstimateRegenerate,
): Promise<Omit<Estimate, 'requested' | 'facts' | 'notice'>> => {
  const store = await storeOf(req, settings)
  const features = [...new Set(targets.map(({ name }) => name))]
  const sections = Object.fromEntries(features.map((feature) => [feature, regenerateSection]))
  const measured = await readMeasured(store, settings, { kind: 'regenerate', sections })
  const counted: { feature: string; tokens: number }[] = []
  for (const target of targets.slice(0, mostCounted)) {
    const opened = await open(target)
    const [key] = opened.keys
    const request = key === undefined ? undefined : opened.ask?.([key], [])
    if (!request) continue
    const tokens = await countMessageTokens(request.messages, measured.of(target.name).model)
    counted.push({ feature: target.name, tokens })
  }
  const mean = counted.reduce((sum, { tokens }) => sum + tokens, 0) / Math.max(1, counted.length)
  const calls = features.map((feature) => {
    const these = targets.filter(({ name }) => name === feature)
    const items = these.length
    const calls = these.reduce((sum, target) => sum + callsOf(target), 0)
    const own = counted.filter((one) => one.feature === feature)
    const each = own.length > 0 ? own.reduce((sum, { tokens }) => sum + tokens, 0) / own.length : mean
    return {
      ...{ feature, calls, items, stage: 0 },
      promptTokens: Math.round(each * calls),
      completionTokens: items * completionTokensEach,
    }
  })
  return estimateOf(settings, { measured, calls, urgency })
}
