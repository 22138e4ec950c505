import { sql } from '@payloadcms/db-postgres/drizzle'
import type { CollectionSlug, PayloadRequest } from 'payload'
import { table } from '../database/adapter.js'
import { transactionOf } from '../database/transactions.js'
import type { PartBlock } from '../generators/content/blocks.js'
import { hashOf } from '../generators/content/hash.js'
import type { Settings } from '../options/Settings.js'
import type { MadeDraft, RunDoc } from '../runs/RunKind.js'
import type { Id, Step } from '../runs/vocabulary.js'

export interface Draft {
  /** The item it was made for, and by whom. */
  readonly made: MadeDraft
  /** What a model wrote, by field or part: a person who changes one of them wins over every later run. */
  readonly written: Readonly<Record<string, unknown>>
  /** Parts of its field `content`, in their order: written by a model too, each hashed by its name. */
  readonly content?: readonly PartBlock[]
  /** The other fields of the document. */
  readonly data: Readonly<Record<string, unknown>>
  /** Everything it was written from, as JSON: when that changes, the draft is stale. */
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
  const ids: Id[] = []
  for (const { made, written, content, data, source } of drafts) {
    // A hook may have swallowed an error that rolled us back; Payload would then commit what follows on its own.
    await transactionOf(req)
    const hashes = [
      ...Object.entries(written),
      ...(content ?? []).map((block): [string, unknown] => [block.part, block]),
    ].map(([name, value]) => [name, hashOf(value)])
    const { id } = await req.payload.create({
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
          model: made.model,
          provider: made.provider,
          promptVersion,
          offline: settings.model.providers.some(({ name, offline }) => name === made.provider && offline),
        },
        written: Object.fromEntries(hashes),
        sourceHash: hashOf(source),
        _status: 'draft',
      },
    })
    ids.push(id)
  }
  return ids
}

/**
 * Locks documents until the request's transaction ends, in the order of their ids, so that two runs cannot lock each
 * other out: what is checked against them still holds when the drafts are committed. Readers and foreign keys go on.
 */
export const lockDocuments = async (
  req: PayloadRequest,
  { collection, ids }: { collection: CollectionSlug; ids: readonly Id[] },
): Promise<void> => {
  if (ids.length === 0) return
  const db = await transactionOf(req)
  const list = sql.join(
    ids.map((id) => sql`${id}`),
    sql`, `,
  )
  await db.execute(sql`
    select id from ${table(req.payload, collection)} where id in (${list}) order by id for no key update
  `)
}
