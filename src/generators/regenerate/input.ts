import { z } from 'zod'
import { unstorable } from '../../text.js'
import { contentLimits } from '../content/part.js'

/** Most documents of one request. */
export const mostTargets = 50
/** Most characters of what a person says should be better. */
export const longestFeedback = 4000

const id = z.union([z.int().positive(), z.string().min(1).max(64)], { error: 'give the id of a document' })

const words = (max: number) =>
  z
    .string()
    .trim()
    .min(1)
    .max(max)
    .superRefine((value, { addIssue }) => {
      const problem = unstorable(value)
      if (problem) addIssue(`must not contain ${problem}`)
    })

const target = z.strictObject({
  relationTo: z.string().min(1).max(60),
  value: id,
  parts: z.array(words(contentLimits.name)).min(1).max(60).nullish(),
  feedback: words(longestFeedback).nullish(),
})

/**
 * The input of a `regenerate` run: documents to be written anew, whole or the named parts, and what should be better about each.
 * What a person changed, and all that is asked for with `feedback` or `propose`, becomes a proposal. `reusePlan: false` writes
 * the plans anew first.
 */
export const regenerateInput = z.strictObject({
  targets: z.array(target).min(1).max(mostTargets),
  reusePlan: z.boolean().default(true),
  propose: z.boolean().default(false),
  urgency: z.enum(['normal', 'flex']).default('normal'),
})

export type RegenerateInput = z.infer<typeof regenerateInput>

export type RegenerateTarget = RegenerateInput['targets'][number]

/** The input of a `regenerate` run as JSON Schema (draft 2020-12), for clients in other languages and for forms. */
export const regenerateInputJsonSchema = () => z.toJSONSchema(regenerateInput, { io: 'input' })
