import { z } from 'zod'
import { longestFeedback } from '../text.js'
import { contentLimits } from './content/part.js'
import { text } from './content/texts.js'
import { id, reusePlan, urgency } from './inputFields.js'

/** Most documents of one request. */
export const mostTargets = 50

const target = z.strictObject({
  relationTo: z.string().min(1).max(60),
  value: id,
  parts: z.array(text(contentLimits.name)).min(1).max(60).nullish(),
  feedback: text(longestFeedback).nullish(),
})

/**
 * The input of a `regenerate` run: documents to be written anew, whole or the named parts, and what should be better about each.
 * What a person changed, and all that is asked for with `feedback` or `propose`, becomes a proposal. `reusePlan: false` writes
 * the plans anew first.
 */
export const regenerateInput = z.strictObject({
  targets: z.array(target).min(1).max(mostTargets),
  reusePlan,
  propose: z.boolean().default(false),
  urgency,
})

/** The input of a `regenerate` run as `regenerateInput` gives it back, with every default filled in. */
export type RegenerateInput = z.infer<typeof regenerateInput>

export type RegenerateTarget = RegenerateInput['targets'][number]

/** The input of a `regenerate` run as JSON Schema (draft 2020-12), for clients in other languages and for forms. */
export const regenerateInputJsonSchema = () => z.toJSONSchema(regenerateInput, { io: 'input' })
