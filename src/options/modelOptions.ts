import { z } from 'zod'
import { tiers } from '../model/Model.js'
import { capabilities, promptCaches, reasoningEfforts, serviceTiers } from '../model/Provider.js'
import { type PresetName, providerPresets } from '../model/providers/presets.js'
import type { ProviderOptions } from '../model/providers/resolveProvider.js'
import { emptyAsMissing, flag, oneOf, strict, text, whole } from './parseOptions.js'

export const callMs = whole(100, 600_000)

const section = strict({ tier: oneOf(tiers).optional(), timeoutMs: callMs.optional() })

const httpUrl = 'give an http(s) URL such as https://api.openai.com/v1'

const baseURL = text.superRefine((value, { addIssue }) => {
  const url = URL.canParse(value) ? new URL(value) : undefined
  if (!url || !/^https?:$/.test(url.protocol)) addIssue(httpUrl)
  else if (url.username || url.password) addIssue('leave user and password out of it and use apiKey')
})

const dollars = z
  .number({ error: 'give US dollars per million tokens, 0 or more' })
  .min(0, { error: 'give US dollars per million tokens, 0 or more' })

const share = z
  .number({ error: 'give a number from 0 to 1' })
  .min(0, { error: 'give a number from 0 to 1' })
  .max(1, { error: 'give a number from 0 to 1' })

const price = strict({
  promptUsd: dollars,
  cachedUsd: dollars.optional(),
  cacheWriteUsd: dollars.optional(),
  completionUsd: dollars,
  flexFactor: share.optional(),
  asOf: z.iso.date({ error: 'give a day such as 2026-11-21' }).optional(),
})

const limits = strict({
  concurrency: whole(1, 1000).optional(),
  maxConcurrency: whole(1, 1000).optional(),
  requestsPerMinute: whole(1, 1_000_000).optional(),
  tokensPerMinute: whole(1, 1_000_000_000).optional(),
  contextTokens: whole(1000, 100_000_000).optional(),
  maxOutputTokens: whole(100, 10_000_000).optional(),
}).superRefine(({ concurrency = 1, maxConcurrency = 1000 }, { addIssue }) => {
  if (concurrency <= maxConcurrency) return
  addIssue({
    code: 'custom',
    path: ['concurrency'],
    message: `give at most maxConcurrency, which is ${maxConcurrency}`,
  })
})

const presetNames = Object.keys(providerPresets) as PresetName[]
const noPreset = `a provider without a preset (${presetNames.join(', ')}) needs it`

/** One of `model.providers`. */
const providerSchema: z.ZodType<ProviderOptions> = strict({
  preset: emptyAsMissing(oneOf(presetNames)),
  name: emptyAsMissing(text),
  baseURL: emptyAsMissing(baseURL),
  apiKey: emptyAsMissing(text),
  complex: emptyAsMissing(text),
  simple: emptyAsMissing(text),
  prices: z.record(z.string(), price, { error: 'give prices by model name' }).optional(),
  capabilities: z
    .array(oneOf(capabilities), { error: `give a list of ${capabilities.join(', ')}` })
    .min(1, { error: `give at least one of ${capabilities.join(', ')}` })
    .optional(),
  streams: flag.optional(),
  reasoningEffort: strict({
    complex: oneOf(reasoningEfforts).optional(),
    simple: oneOf(reasoningEfforts).optional(),
  }).optional(),
  promptCache: oneOf(promptCaches).optional(),
  serviceTier: oneOf(serviceTiers).optional(),
  maxTokensField: oneOf(['max_completion_tokens', 'max_tokens']).optional(),
  limits: limits.optional(),
  offline: flag.optional(),
}).transform(({ preset, baseURL, complex, ...details }, { addIssue }): ProviderOptions => {
  if (preset) return { ...details, preset, baseURL, complex }
  if (baseURL && complex) return { ...details, baseURL, complex }
  const missing = baseURL ? 'complex' : 'baseURL'
  const needed = baseURL ? 'the name of its model' : httpUrl
  addIssue({ code: 'custom', path: [missing], message: `${noPreset}: ${needed}` })
  return z.NEVER
})

/** The option `model`, as far as it can be checked one field at a time. */
export const modelSchema = strict({
  providers: z
    .array(providerSchema, { error: 'give a list of providers, see docs/providers.md' })
    .default([{ preset: 'openai' }]),
  timeoutMs: z
    .custom<number | 'dynamic'>((value) => value === 'dynamic' || callMs.safeParse(value).success, {
      error: "give a whole number from 100 to 600000, or 'dynamic'",
    })
    .default(90_000),
  sections: z.record(z.string(), section, { error: 'give an object' }).default({}),
  stallMs: whole(100, 600_000).default(30_000),
  deadlineMs: whole(100, 3_600_000).default(600_000),
  maxCalls: whole(1, 100).default(8),
  retryDelayMs: whole(0, 60_000).default(500),
  breakerMs: whole(10, 300_000).default(10_000),
  maxTokens: whole(1, 1_000_000_000).optional(),
  maxCostUsd: z
    .number({ error: 'give US dollars, more than 0' })
    .positive({ error: 'give US dollars, more than 0' })
    .optional(),
  logBodies: flag.default(false),
}).prefault({})
