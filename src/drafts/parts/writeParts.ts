import type { CollectionSlug, PayloadRequest } from 'payload'
import { z } from 'zod'
import { transactionOf } from '../../database/transactions.js'
import { blockOf } from '../../generators/content/blocks.js'
import { hashOf } from '../../generators/content/hash.js'
import type { Part, PartFacts, PartValues } from '../../generators/content/part.js'
import { sourceFieldsOf } from '../../generators/content/sources.js'
import type { Settings } from '../../options/Settings.js'
import type { MadeDraft, RunDoc } from '../../runs/kind/RunKind.js'
import type { Id } from '../../runs/vocabulary.js'
import { isRecord } from '../../text.js'
import { asOwnWrite } from '../ownWrites.js'
import { putUpForReview, writerOf } from '../writeDrafts.js'
import { draftNameOf } from './draftFacts.js'
import { type AiDisclosure, flagsOfDraft, inserted, replacedBy } from './draftParts.js'
import { rememberStored } from './rememberStored.js'

interface WriteParts {
  settings: Settings
  /** Its transaction is the one that ends the step; the document is locked in it, see `lockDocuments`. */
  req: PayloadRequest
  run: RunDoc
  collection: CollectionSlug
  id: Id
  made: MadeDraft
  promptVersion: string
  /** In their order, by name. */
  parts: readonly (readonly [string, Part])[]
  values: Readonly<Record<string, unknown>>
  /** All parts that runs write into the document, in the order in which they are shown. */
  order: readonly string[]
  facts: PartFacts
  /** Codes of what is worth a look, beside those that the document has. */
  flags: readonly string[]
  /** Everything the document was written from, as JSON. Default: what its `sourceHash` was made of stays. */
  source?: unknown
}

const document = z.object({
  content: z.array(z.unknown()).nullish(),
  written: z.record(z.string(), z.unknown()).nullish().catch({}),
  replaced: z.unknown(),
  flags: z.unknown(),
  provenance: z.record(z.string(), z.unknown()).nullish(),
})

/**
 * Writes parts into a document that is there, as a draft, beside what it has. A part that was written before keeps its place
 * and its ids; one that a person changed since, or added, stays as it is.
 */
export const writeParts = async (write: WriteParts): Promise<void> => {
  const { settings, req, run, collection, id, made, promptVersion, parts, values, order, facts, flags, source } = write
  await transactionOf(req)
  const ours = { collection, id, depth: 0, req } as const
  // A job has no user; the requester was authorised when the run was admitted.
  const before = document.parse(await req.payload.findByID({ ...ours, draft: true, overrideAccess: true }))
  const written: Record<string, unknown> = { ...before.written }
  const stood = new Map<string, unknown>()
  let content = before.content ?? []
  for (const [name, part] of parts) {
    if (!(name in values)) continue
    const there = content.find((block) => nameOf(block) === name)
    // Changed or deleted since a run wrote it: a person's.
    if (there ? written[name] !== hashOf(there) : written[name] !== undefined) continue
    const block = blockOf({ name, part, value: values[name] as PartValues[keyof PartValues], before: there, facts })
    written[name] = hashOf(block)
    stood.set(name, there)
    content = there ? content.map((one) => (one === there ? block : one)) : inserted(content, block, order)
  }
  if (stood.size === 0) return
  const update = () =>
    req.payload.update({
      ...ours,
      draft: true,
      // As above.
      overrideAccess: true,
      data: {
        content,
        written,
        lastWriter: 'run',
        aiDisclosure: 'ai-generated' satisfies AiDisclosure,
        flags: [...new Set([...flagsOfDraft(before), ...flags])],
        replaced: replacedBy(before.replaced, stood),
        provenance: {
          ...before.provenance,
          ...writerOf(settings, made, promptVersion),
        },
        ...(source === undefined ? {} : sourceFieldsOf(made, source)),
        _status: 'draft',
      },
    })
  const saved = await asOwnWrite(req, update)
  const draftName = draftNameOf(settings.slugs, collection)
  if (draftName) await rememberStored(settings, req, { name: draftName, saved, parts: [...stood.keys()] })
  await putUpForReview({ settings, req, collection, run: run.id }, [saved])
}

const nameOf = (block: unknown): unknown => (isRecord(block) ? block.part : undefined)
