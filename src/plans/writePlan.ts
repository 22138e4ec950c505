import type { PayloadRequest } from 'payload'
import { z } from 'zod'
import { transactionOf } from '../database/transactions.js'
import { asOwnWrite } from '../drafts/ownWrites.js'
import { draftFacts } from '../drafts/parts/draftFacts.js'
import { rememberStored } from '../drafts/parts/rememberStored.js'
import { writeReviews } from '../drafts/reviews.js'
import { blockOf } from '../generators/content/blocks.js'
import type { PlanDefinition } from '../generators/content/format.js'
import { hashOf } from '../generators/content/hash.js'
import type { PartSort, PartValues } from '../generators/content/part.js'
import type { Settings } from '../options/Settings.js'
import type { Id } from '../runs/vocabulary.js'
import { isRecord } from '../text.js'

interface WritePlan {
  plan: Id
  /** Blocks, as the field has them. */
  content: readonly unknown[]
  issues: readonly string[]
  model: string | undefined
  promptVersion: string
  /** The run that writes it. */
  run: Id
  title: string
  curriculum: Id | undefined
}

/** Writes the text of a plan under Payload's hooks, as a new version, and puts it up for review, in the transaction of the request. */
export const writePlan = async (
  settings: Settings,
  req: PayloadRequest,
  { plan, content, issues, model, promptVersion, run, title, curriculum }: WritePlan,
): Promise<void> => {
  await transactionOf(req)
  const written = Object.fromEntries(
    content.flatMap((block) =>
      isRecord(block) && typeof block.part === 'string' ? [[block.part, hashOf(block)] as const] : [],
    ),
  )
  const saved = await asOwnWrite(req, () =>
    req.payload.update({
      collection: settings.slugs.plans,
      id: plan,
      depth: 0,
      // A job has no user; the requester was authorised when the run was admitted.
      overrideAccess: true,
      req,
      data: { content, written, lastWriter: 'run', issues: [...issues], model: model ?? null, promptVersion },
    }),
  )
  await rememberStored(settings, req, { name: 'plans', saved, parts: Object.keys(written) })
  await writeReviews(settings, req, {
    ...{ collection: settings.slugs.plans, kind: draftFacts.plans.kind, run },
    reviews: [{ id: plan, title, curriculum: curriculum ?? null }],
  })
}

const stored = z.object({
  content: z
    .array(z.record(z.string(), z.unknown()))
    .nullish()
    .transform((blocks) => blocks ?? []),
  issues: z
    .array(z.string())
    .nullish()
    .transform((issues) => issues ?? []),
  model: z.string().nullish(),
  promptVersion: z.string().nullish(),
})

/** What a plan says; `undefined` when it is gone or says nothing. */
export const readText = async ({ slugs }: Settings, req: PayloadRequest, plan: Id) => {
  const found = await req.payload.findByID({
    collection: slugs.plans,
    id: plan,
    depth: 0,
    disableErrors: true,
    // A job has no user; it writes from what its run was allowed to.
    overrideAccess: true,
    req,
  })
  const text = found ? stored.parse(found) : undefined
  return text && text.content.length > 0 ? text : undefined
}

interface ContentOf {
  plan: Id
  definition: PlanDefinition
  parts: ReadonlyMap<string, unknown>
}

/** The parts as blocks, each in the place of the one it follows in an earlier version. */
export const contentOf = async (
  settings: Settings,
  req: PayloadRequest,
  { plan, definition: { section }, parts }: ContentOf,
): Promise<unknown[]> => {
  const before = (await readText(settings, req, plan))?.content ?? []
  return Object.entries(section.parts).map(([name, part]) => {
    // As its own schema gave it back when it was judged.
    const value = parts.get(name) as PartValues[PartSort]
    return blockOf({ name, part, value, before: before.find((block) => block.part === name) })
  })
}

/** Blocks for another document: rows get ids of their own there. */
export const withoutIds = (content: readonly unknown[]): unknown[] =>
  content.map((row) =>
    isRecord(row)
      ? Object.fromEntries(
          Object.entries(row)
            .filter(([name]) => name !== 'id')
            .map(([name, value]) => [name, Array.isArray(value) ? withoutIds(value) : value]),
        )
      : row,
  )
