import type { CollectionSlug, PayloadRequest, TypeWithID } from 'payload'
import { transactionOf } from '../database/transactions.js'
import type { PartBlock } from '../generators/content/blocks.js'
import { hashOf } from '../generators/content/hash.js'
import { sourceFieldsOf } from '../generators/content/sources.js'
import { scoreOf } from '../generators/quiz/score.js'
import type { Settings } from '../options/Settings.js'
import type { MadeDraft, RunDoc } from '../runs/kind/RunKind.js'
import { type Id, idIn, type Step } from '../runs/vocabulary.js'
import { draftFacts, draftNameOf } from './parts/draftFacts.js'
import { type AiDisclosure, flagsOfDraft, titleOfDraft } from './parts/draftParts.js'
import { rememberStored } from './parts/rememberStored.js'
import { type NewReview, writeReviews } from './reviews.js'

/** One document that `writeDrafts` creates. */
export interface Draft {
  /** The item it was made for, and by whom. */
  readonly made: MadeDraft
  /** What a model wrote, by field or part: a person who changes one of them wins over every later run. */
  readonly written: Readonly<Record<string, unknown>>
  /** Parts of its field `content`, in their order: written by a model too, each hashed by its name. */
  readonly content?: readonly PartBlock[]
  /** The other fields of the document. */
  readonly data: Readonly<Record<string, unknown>>
  /** Everything it was written from, as JSON: when that changes, the draft is stale. What `made` has of its `source` comes first. */
  readonly source: unknown
}

interface WriteDrafts {
  settings: Settings
  /** Its transaction is the one that ends the step. */
  req: PayloadRequest
  run: RunDoc
  step: Step
  collection: CollectionSlug
  promptVersion: string
  /** In the order in which they are written; where a hook locks what they refer to, in the order of its ids. */
  drafts: readonly Draft[]
}

/**
 * Creates the documents that a step made, always as drafts, with where they come from. One after the other, under
 * Payload's own hooks: after the first error nothing more may be written.
 *
 * @returns their ids, in the order of the drafts
 */
export const writeDrafts = async (write: WriteDrafts): Promise<Id[]> => {
  const { settings, req, run, step, collection, promptVersion, drafts } = write
  const docs: TypeWithID[] = []
  const name = draftNameOf(settings.slugs, collection)
  for (const { made, written, content, data, source } of drafts) {
    // A hook may have swallowed an error that rolled us back; Payload would then commit what follows on its own.
    await transactionOf(req)
    const hashes = [
      ...Object.entries(written),
      ...(content ?? []).map((block): [string, unknown] => [block.part, block]),
    ].map(([part, value]): [string, string] => [part, hashOf(value)])
    const doc = await req.payload.create({
      collection,
      draft: true,
      depth: 0,
      // A job has no user; the requester was authorised when the run was admitted.
      overrideAccess: true,
      req,
      data: {
        ...data,
        ...written,
        ...(content ? { content } : {}),
        provenance: {
          run: run.id,
          step: step.id,
          item: made.key,
          ...writerOf(settings, made, promptVersion),
        },
        written: Object.fromEntries(hashes),
        lastWriter: 'run',
        aiDisclosure: (made.model === '' ? 'none' : 'ai-generated') satisfies AiDisclosure,
        ...sourceFieldsOf(made, source),
        _status: 'draft',
      },
    })
    if (name) await rememberStored(settings, req, { name, saved: doc, parts: hashes.map(([part]) => part) })
    docs.push(doc)
  }
  await putUpForReview({ settings, req, collection, run: run.id }, docs)
  return docs.map(({ id }) => id)
}

/** What a draft's provenance says of the model that wrote it. */
export const writerOf = ({ model }: Settings, made: Pick<MadeDraft, 'model' | 'provider'>, promptVersion: string) => ({
  ...{ model: made.model, provider: made.provider, promptVersion },
  offline: model.providers.some(({ name, offline }) => name === made.provider && offline),
})

/** By what Payload answered: hooks have judged the drafts by then. */
export const putUpForReview = async (
  { settings, req, collection, run }: Pick<WriteDrafts, 'settings' | 'req' | 'collection'> & { run: Id },
  docs: readonly TypeWithID[],
): Promise<void> => {
  const name = draftNameOf(settings.slugs, collection)
  if (!name) return
  const reviews = docs.map((doc): NewReview => {
    const fields: Record<string, unknown> = { ...doc }
    const flags = flagsOfDraft(fields)
    const curriculum = idIn(fields.curriculum) ?? null
    return { id: doc.id, title: titleOfDraft(name, fields), flags, score: scoreOf(flags), curriculum }
  })
  await writeReviews(settings, req, { collection, kind: draftFacts[name].kind, run, reviews })
}
