import type { PayloadRequest } from 'payload'
import { transactionOf } from '../database/transactions.js'
import { hashOf } from '../generators/content/hash.js'
import { type SourceMarks, sourceFieldsOf } from '../generators/content/sources.js'
import type { Settings } from '../options/Settings.js'
import { type Id, idIn, keyOfDocument } from '../runs/vocabulary.js'
import { isRecord } from '../text.js'
import { isBeingEdited, lockDocuments } from './documentLocks.js'
import { readLatest, writeAsOwn } from './ownWrites.js'
import type { DraftName } from './parts/draftFacts.js'
import {
  type AiDisclosure,
  type DraftPart,
  draftPartsOf,
  flagsOfDraft,
  ownField,
  replacedBy,
  titleOfDraft,
  withDraftParts,
} from './parts/draftParts.js'
import { rememberStored } from './parts/rememberStored.js'
import { openProposal, type ProposedChange, supersede } from './proposals/openProposal.js'
import { putUpForReview, writerOf } from './writeDrafts.js'

type Fields = Readonly<Record<string, unknown>>

interface RewriteDraft {
  settings: Settings
  /** Its transaction is the one that ends the step. */
  req: PayloadRequest
  name: DraftName
  id: Id
  run: Id
  made: { readonly model: string; readonly provider: string; readonly source?: SourceMarks | undefined }
  promptVersion: string
  /**
   * What was written, as the document stores it, by part: made from the document as it stands, so that rows keep their ids.
   */
  valuesOf(doc: Fields): Readonly<Record<string, unknown>>
  /** All parts that runs write into the document, in the order in which they are shown. */
  order?: readonly string[]
  /** Everything it was written from, as JSON. Default: what its `sourceHash` was made of stays. */
  source?: unknown
  /** What it is told was wrong: then everything becomes a proposal. */
  feedback?: string | undefined
  /** Everything becomes a proposal. Default `false`. */
  propose?: boolean | undefined
  /** Parts that were asked for by name: one that a person deleted is proposed then. Default: none. */
  named?: readonly string[] | undefined
  /** Codes of what is worth a look, where the document has had these. Default: they stay. */
  flagsOf?(before: readonly string[]): readonly string[]
}

export interface Rewritten {
  /** Names of parts that were written. */
  readonly written: readonly string[]
  /** Names of those that a person has to decide on. */
  readonly proposed: readonly string[]
  readonly proposal: Id | undefined
}

/**
 * Writes parts of a document anew. What a run wrote and nobody changed is written, as a new draft version; what a person
 * changed, and everything that was asked for with feedback or while a user has the document open, becomes a proposal. So
 * no word of a person is ever overwritten. `undefined` when the document is gone.
 */
export const rewriteDraft = async (rewrite: RewriteDraft): Promise<Rewritten | undefined> => {
  const { settings, req, name, id, run, made, promptVersion, order = [], feedback } = rewrite
  const collection = settings.slugs[name]
  await lockDocuments(req, { collection, ids: [id] })
  const doc = await readLatest(settings, req, { name, id })
  if (!doc) return undefined
  const mayWrite = !feedback && !rewrite.propose && !(await isBeingEdited(req, { collection, id }))
  const parts = new Map(draftPartsOf(name, doc).map((part) => [part.name, part]))
  const values: Record<string, unknown> = {}
  const changes: ProposedChange[] = []
  for (const [part, after] of Object.entries(rewrite.valuesOf(doc))) {
    const there = parts.get(part) ?? ownField(name, doc, part)
    if (there && hashOf(there.value) === hashOf(after)) continue
    if (there?.state === 'deleted' && !rewrite.named?.includes(part)) continue
    if (mayWrite && isOurs(there)) values[part] = after
    else changes.push({ part, before: hashOf(there?.value), after })
  }
  const targetKey = keyOfDocument({ relationTo: collection, value: id })
  const written = Object.keys(values)
  if (written.length > 0) {
    await supersede(settings, req, { targetKey, parts: written })
    // A hook may have swallowed an error that rolled us back; what follows would then be committed on its own.
    await transactionOf(req)
    const saved = await writeAsOwn(settings, req, {
      ...{ name, id },
      data: { ...withDraftParts(name, doc, values, order), ...marksOf({ rewrite, doc, parts, values }) },
    })
    await rememberStored(settings, req, { name, saved, parts: written })
    await putUpForReview({ settings, req, collection, run }, [saved])
  }
  const proposal =
    changes.length === 0
      ? undefined
      : await openProposal(settings, req, {
          target: { relationTo: collection, value: id },
          title: titleOfDraft(name, doc),
          ...{ changes, run, feedback, curriculum: idIn(doc.curriculum) ?? null },
          made: { model: made.model, provider: made.provider, promptVersion },
        })
  return { written, proposed: changes.map(({ part }) => part), proposal }
}

/** Written by a run as it stands, or not there yet. */
const isOurs = (part: DraftPart | undefined): boolean =>
  part === undefined || part.state === 'untouched' || (part.state === 'own' && isEmpty(part.value))

const isEmpty = (value: unknown): boolean => hashOf(value) === hashOf(null)

interface MarksOf {
  rewrite: RewriteDraft
  doc: Fields
  parts: ReadonlyMap<string, DraftPart>
  values: Fields
}

/** What the document keeps of how it came to be. */
const marksOf = ({ rewrite, doc, parts, values }: MarksOf): Record<string, unknown> => {
  const { settings, made, promptVersion, source, name } = rewrite
  const names = Object.keys(values)
  const before = (stored: unknown): Fields => (isRecord(stored) ? stored : {})
  return {
    written: { ...before(doc.written), ...Object.fromEntries(names.map((part) => [part, hashOf(values[part])])) },
    replaced: replacedBy(doc.replaced, new Map(names.map((part) => [part, parts.get(part)?.value]))),
    lastWriter: 'run',
    ...(rewrite.flagsOf ? { flags: [...rewrite.flagsOf(flagsOfDraft(doc))] } : {}),
    ...(source === undefined || name === 'plans' ? {} : sourceFieldsOf(made, source)),
    ...(name === 'plans'
      ? { model: made.model, promptVersion }
      : {
          aiDisclosure: 'ai-generated' satisfies AiDisclosure,
          provenance: {
            ...before(doc.provenance),
            ...writerOf(settings, made, promptVersion),
          },
        }),
  }
}
