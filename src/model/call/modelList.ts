import { z } from 'zod'
import type { Provider } from '../Provider.js'

/** Something to know of a model that a provider is to be asked for. */
export const modelNewsSchema = z.object({
  model: z.string(),
  problem: z.enum(['missing', 'shutdown']),
  /** The day, where the provider names one: `2027-01-14`. */
  shutdownDate: z.string().optional(),
})

export type ModelNews = z.infer<typeof modelNewsSchema>

interface ReadModelNews {
  provider: Provider
  /** Milliseconds since 1970. */
  nowMs: number
  signal: AbortSignal
  /** Default: the global one. */
  fetch?: typeof globalThis.fetch
}

/** A shutdown further away is no news yet. */
const noticeMs = 60 * 24 * 60 * 60 * 1000

const listSchema = z.object({
  data: z.array(z.object({ id: z.string(), shutdown_date: z.iso.date().nullish().catch(undefined) })).min(1),
  has_more: z.boolean().optional().catch(undefined),
})

/**
 * Reads `GET {baseURL}/models`: which of the provider's models are not in it, or end within 60 days by its
 * `shutdown_date`, a field that OpenAI has.
 *
 * @throws when it could not be asked, or answered with 5xx
 * @returns `undefined` when there is no such list, or it is of another shape: then nothing is known
 */
export const readModelNews = async (read: ReadModelNews): Promise<ModelNews[] | undefined> => {
  const { provider, nowMs, signal, fetch = globalThis.fetch } = read
  const response = await fetch(`${provider.baseURL.replace(/\/+$/, '')}/models`, {
    headers: provider.apiKey ? { authorization: `Bearer ${provider.apiKey}` } : {},
    signal,
  })
  if (response.status >= 500)
    throw new Error(`${provider.name} answered ${response.status} when it was asked for its models.`)
  const body: unknown = response.ok ? await response.json() : undefined
  const list = listSchema.safeParse(body).data
  if (!list) return undefined
  return [...new Set(Object.values(provider.models))].flatMap((model): ModelNews[] => {
    const found = list.data.find(({ id }) => isNamed(id, model))
    // A list with more pages says nothing of what is not on this one.
    if (!found) return list.has_more ? [] : [{ model, problem: 'missing' }]
    const { shutdown_date: shutdownDate } = found
    const isNear = shutdownDate && Date.parse(shutdownDate) - nowMs <= noticeMs
    return isNear ? [{ model, problem: 'shutdown', shutdownDate }] : []
  })
}

/** Google puts `models/` before its names, and Ollama a tag behind them. */
const isNamed = (id: string, model: string): boolean =>
  id === model || id.endsWith(`/${model}`) || id === `${model}:latest`

/** In plain words, with what to do. */
export const describeModelNews = (provider: string, { model, problem, shutdownDate }: ModelNews): string =>
  problem === 'missing'
    ? `${provider} does not list the model "${model}" any more: set another one.`
    : `${provider} shuts the model "${model}" down on ${shutdownDate}: set another one before.`
