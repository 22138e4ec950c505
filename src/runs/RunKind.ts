import type { PayloadRequest } from 'payload'
import { z } from 'zod'
import type { Judge, ModelRequest } from '../model/Model.js'
import type { Section } from '../options/Settings.js'
import type { Id, Step } from './vocabulary.js'

/** What is known of a request before anything is stored or spent. */
export interface Admission {
  /** The input with every default filled in; stored on the run. */
  readonly input: Record<string, unknown>
  readonly title: string
  /** Drafts the run will make. */
  readonly requested: number
  /** What the user should know before starting, e.g. that fewer drafts are possible than asked for. */
  readonly notice: string | undefined
  /** What it will take. */
  readonly estimate: Estimate
}

export interface Estimate {
  readonly requested: number
  readonly batches: number
  /** Positions available by phase; counts stop at a limit, see `countPositions`. */
  readonly available: Readonly<Record<string, number>>
  readonly positionsLoaded: number
  /** Estimated, by the tokenizer of the GPT-4.1 family. */
  readonly promptTokens: number
  readonly completionTokens: number
  /** US dollars; `null` when the model's price is unknown. */
  readonly cost: number | null
  readonly notice: string | undefined
}

export interface RunDoc {
  readonly id: Id
  readonly input: unknown
  readonly requested: number
  readonly series: Id | undefined
}

/** The `generate` steps of a run. */
export interface RunPlan {
  /** One input per step. */
  readonly batches: readonly unknown[]
  readonly positionsLoaded: number
  /** Requested drafts that turned out to be impossible since the request was admitted. */
  readonly missing: number
}

/** A draft that could not be made, and why. */
export interface ItemProblem {
  readonly key: string
  readonly problem: string
}

/** A `generate` step, opened: what to ask, how to judge the answer, how to save what is good. */
export interface OpenBatch {
  readonly promptVersion: string
  readonly keys: readonly string[]
  /** Items that no answer could fulfil, e.g. because their position was deleted. */
  readonly impossible: readonly ItemProblem[]
  ask(
    keys: readonly string[],
    problems: readonly ItemProblem[],
  ): Omit<ModelRequest, 'keys' | 'judge' | 'signal' | 'context'>
  /** Judges an answer once, for the model's repair and for what is stored. */
  readonly judge: Judge
  /** Writes drafts in the request's transaction, stopping at the first error. */
  save(req: PayloadRequest, drafts: readonly MadeDraft[]): Promise<void>
}

export interface MadeDraft {
  readonly key: string
  readonly draft: unknown
  readonly model: string
  readonly provider: string
}

/** One kind of content a run can make. The life of runs and steps knows nothing else about it. */
export interface RunKind {
  readonly kind: string
  readonly label: string
  /** The sections its calls write: the names of `model.sections`. */
  readonly sections: readonly Section[]
  /** @throws RequestError for everything that is wrong with the request */
  admit(args: { req: PayloadRequest; input: unknown }): Promise<Admission>
  /** Creates what the drafts will belong to, in the request's transaction. */
  prepare(args: { req: PayloadRequest; admission: Admission }): Promise<{ series: Id }>
  plan(args: { req: PayloadRequest; run: RunDoc }): Promise<RunPlan>
  /** Keys of all items of a `generate` step, told from its input alone. */
  keysOf(step: Pick<Step, 'input'>): string[]
  open(args: { req: PayloadRequest; run: RunDoc; step: Step }): Promise<OpenBatch>
}

/** One item of a batch as it was accepted, and who made it. */
const stored = z.object({ draft: z.unknown(), model: z.string(), provider: z.string() })

const itemProblems = z.array(z.object({ key: z.string(), problem: z.string() })).default([])

/**
 * What a `generate` step has so far, in `generation-steps.result`. Kept over retries: a retry asks only for the items
 * that are in neither `drafts` nor `savedKeys`.
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
  /** While it waits because nobody can be asked: the providers that are open. Whichever closes first, the step is due. */
  waitsFor: z.array(z.string()).optional(),
  /** Since when it has had no answer but that nobody can be asked, in seconds since 1970 by database time. */
  waitsSince: z.number().optional(),
})

export type StepResult = z.infer<typeof stepResultSchema>

export const readStepResult = (result: unknown): StepResult => stepResultSchema.parse(result ?? {})
