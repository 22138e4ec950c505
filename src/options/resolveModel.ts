import type { z } from 'zod'
import type { Provider } from '../model/Provider.js'
import { resolveProvider } from '../model/providers/resolveProvider.js'
import { type SectionKind, sections } from '../model/sections.js'
import type { ModelOptions } from './CoursewrightOptions.js'
import type { modelSchema } from './modelOptions.js'
import { InvalidOption } from './parseOptions.js'
import type { ModelSettings, SectionSettings } from './Settings.js'

/** How long Node's `fetch` waits for an answer to begin; one that is not streamed begins when it is complete. */
const firstByteMs = 300_000

/** @throws InvalidOption where options that are fine on their own do not go together */
export const resolveModel = (model: z.output<typeof modelSchema>): ModelSettings => {
  const [first, ...others] = model.providers.map(resolveProvider)
  if (!first) {
    throw new InvalidOption('model.providers', 'is []; give at least one provider, or leave it out for OpenAI')
  }
  const providers = [first, ...others] as const
  checkDifferent(providers)
  const whole = providers.find(({ streams }) => !streams)
  const sections = resolveSections({ ...model, mostMs: whole ? firstByteMs - 1 : Number.POSITIVE_INFINITY })
  const [slowest, { timeoutMs }] = Object.entries(sections).reduce((a, b) => (b[1].timeoutMs > a[1].timeoutMs ? b : a))
  if (model.deadlineMs < timeoutMs) {
    throw new InvalidOption(
      'model.deadlineMs',
      `is ${model.deadlineMs}, but one call for ${slowest} may take ${timeoutMs}; give at least that, or lower the timeout`,
    )
  }
  if (whole && timeoutMs >= firstByteMs) {
    const isOwn = model.sections[slowest as SectionKind]?.timeoutMs !== undefined
    throw new InvalidOption(
      isOwn ? `model.sections.${slowest}.timeoutMs` : 'model.timeoutMs',
      `is ${timeoutMs}, but Node waits less than ${firstByteMs} ms for an answer that is not streamed; give less, or set streams: true for ${whole.name} if it can`,
    )
  }
  return { ...model, maxTokens: model.maxTokens, maxCostUsd: model.maxCostUsd, providers, sections }
}

const checkDifferent = (providers: readonly Provider[]): void => {
  for (const [index, provider] of providers.entries()) {
    const earlier = providers.slice(0, index)
    const option = `model.providers[${index}]`
    const namesake = earlier.findIndex(({ name }) => name === provider.name)
    if (namesake >= 0) {
      const problem = `is "${provider.name}", as is that of model.providers[${namesake}]; give each provider its own name`
      throw new InvalidOption(`${option}.name`, problem)
    }
    const twin = earlier.findIndex((other) => target(other) === target(provider))
    if (twin >= 0) {
      const problem = `asks the same server for the same models as model.providers[${twin}]; remove one of them`
      throw new InvalidOption(option, problem)
    }
  }
}

const target = ({ baseURL, models }: Provider): string =>
  JSON.stringify([new URL(baseURL).href.replace(/\/+$/, ''), models.complex, models.simple])

/** What a call may take before it is known how fast a provider is. */
const dynamicMs = 90_000

interface ResolveSections {
  timeoutMs: number | 'dynamic'
  sections: NonNullable<ModelOptions['sections']>
  /** What a heavy kind gets beyond others ends here. */
  mostMs: number
}

/** Tier and timeout of every kind of section: its own where given, else `timeoutMs`, and a third more for heavy kinds. */
const resolveSections = ({
  timeoutMs,
  sections: given,
  mostMs,
}: ResolveSections): Readonly<Record<SectionKind, SectionSettings>> => {
  const baseMs = timeoutMs === 'dynamic' ? dynamicMs : timeoutMs
  const resolve = (kind: SectionKind): SectionSettings => {
    const { tier, isHeavy } = sections[kind]
    return {
      tier: given[kind]?.tier ?? tier,
      timeoutMs:
        given[kind]?.timeoutMs ?? (isHeavy ? Math.max(baseMs, Math.min(Math.round((baseMs * 4) / 3), mostMs)) : baseMs),
    }
  }
  const kinds = Object.keys(sections) as SectionKind[]
  return Object.fromEntries(kinds.map((kind) => [kind, resolve(kind)])) as Record<SectionKind, SectionSettings>
}
