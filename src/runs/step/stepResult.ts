import { z } from 'zod'

/** One item of a step as it was accepted, and who made it. */
const stored = z.object({
  draft: z.unknown(),
  ...{ model: z.string(), provider: z.string() },
  // Of a newer version too, which may know more sources.
  source: z.object({ hash: z.string(), hashes: z.record(z.string(), z.string()) }).optional(),
})

const itemProblem = z.object({
  key: z.string(),
  problem: z.string(),
  isFinal: z.boolean().optional(),
  isPublic: z.boolean().optional(),
})

const itemProblems = z.array(itemProblem).default([])

/**
 * What a step has so far, in `generation-steps.result`. Kept over retries: a retry asks only for the items that are in
 * neither `drafts` nor `savedKeys`.
 */
export const stepResultSchema = z.object({
  /** Accepted answers by item key. */
  drafts: z.record(z.string(), stored).default({}),
  /** Items whose drafts have been committed. */
  savedKeys: z.array(z.string()).default([]),
  /** What was wrong with the latest answer, by item; the next prompt says so. */
  problems: itemProblems,
  /** Why items are missing for good; set when the step ends. */
  gaps: itemProblems,
  /** What its kind kept of it for the steps that come after it; see `RunKind.next`. */
  outcome: z.unknown().optional(),
  /** Topics it waits for, e.g. that one of the providers may be asked again. Whichever comes first, the step is due. */
  waitsFor: z.array(z.string()).optional(),
  /** Since when it has had no answer but that no provider can be asked, in seconds since 1970 by database time. */
  waitsSince: z.number().optional(),
})

export type StepResult = z.infer<typeof stepResultSchema>

export const readStepResult = (result: unknown): StepResult => stepResultSchema.parse(result ?? {})
