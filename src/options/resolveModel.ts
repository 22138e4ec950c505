import type { z } from 'zod'
import { firstByteMs, type Provider } from '../model/Provider.js'
import { resolveProvider } from '../model/providers/resolveProvider.js'
import type { modelSchema } from './modelOptions.js'
import { InvalidOption } from './parseOptions.js'
import type { ModelSettings, Section, SectionSettings } from './Settings.js'

/** @throws InvalidOption where options that are fine on their own do not go together */
export const resolveModel = (model: z.output<typeof modelSchema>): ModelSettings => {
  const [first, ...others] = model.providers.map(resolveProvider)
  if (!first) {
    throw new InvalidOption('model.providers', 'is []; give at least one provider, or leave it out for OpenAI')
  }
  const providers = [first, ...others] as const
  checkDifferent(providers)
  return { ...model, maxTokens: model.maxTokens, maxCostUsd: model.maxCostUsd, providers }
}

/**
 * Whether `model.sections` and the timeouts go together with the sections there are: those that the kinds and formats of
 * this host have registered.
 *
 * @throws InvalidOption
 */
export const checkSections = (model: ModelSettings, sections: readonly Section[]): void => {
  const names = sections.map(({ name }) => name)
  const unknown = Object.keys(model.sections).find((name) => !names.includes(name))
  if (unknown !== undefined) {
    throw new InvalidOption(`model.sections.${unknown}`, `is unknown; use ${names.join(', ')}`)
  }
  // What a format says itself is no word of the host: `deadlineMs` ends such a call sooner, as it ends any other.
  const timed = sections.map(({ name, tier, isHeavy }) => ({
    name,
    ...sectionSettings(model, { name, tier, isHeavy }),
  }))
  const [first, ...others] = timed
  if (!first) return
  const { name, timeoutMs } = others.reduce(
    (slowest, next) => (next.timeoutMs > slowest.timeoutMs ? next : slowest),
    first,
  )
  if (model.deadlineMs < timeoutMs) {
    throw new InvalidOption(
      'model.deadlineMs',
      `is ${model.deadlineMs}, but one call for ${name} may take ${timeoutMs}; give at least that, or lower the timeout`,
    )
  }
  const whole = model.providers.find(({ streams }) => !streams)
  if (whole && timeoutMs >= firstByteMs) {
    const isOwn = model.sections[name]?.timeoutMs !== undefined
    throw new InvalidOption(
      isOwn ? `model.sections.${name}.timeoutMs` : 'model.timeoutMs',
      `is ${timeoutMs}, but Node waits less than ${firstByteMs} ms for an answer that is not streamed; give less, or set streams: true for ${whole.name} if it can`,
    )
  }
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

/**
 * Tier and timeout of a section: those of `model.sections` where the host gave them, else the section's own, else for the timeout
 * `model.timeoutMs`, with a third more for heavy ones, as far as Node waits for an answer that is not streamed.
 */
export const sectionSettings = (model: ModelSettings, { name, tier, isHeavy, timeoutMs }: Section): SectionSettings => {
  const baseMs = model.timeoutMs === 'dynamic' ? dynamicMs : model.timeoutMs
  const mostMs = model.providers.some(({ streams }) => !streams) ? firstByteMs - 1 : Number.POSITIVE_INFINITY
  const heavyMs = Math.max(baseMs, Math.min(Math.round((baseMs * 4) / 3), mostMs))
  const given = model.sections[name]
  return { tier: given?.tier ?? tier, timeoutMs: given?.timeoutMs ?? timeoutMs ?? (isHeavy ? heavyMs : baseMs) }
}
