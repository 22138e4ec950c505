import { z } from 'zod'
import { tiers } from '../model/Model.js'
import { type SectionKind, sections } from '../model/sections.js'
import { flag, oneOf, strict, whole } from './optionTypes.js'
import { providerSchema } from './providerSchema.js'

const callMs = whole(100, 600_000)

const section = strict({ tier: oneOf(tiers).optional(), timeoutMs: callMs.optional() }).optional()
const sectionKinds = Object.keys(sections) as SectionKind[]

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
  sections: strict(
    Object.fromEntries(sectionKinds.map((kind) => [kind, section])) as Record<SectionKind, typeof section>,
  ).prefault({}),
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
