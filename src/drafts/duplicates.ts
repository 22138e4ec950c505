import { sql } from '@payloadcms/db-postgres/drizzle'
import type { CollectionSlug, PayloadRequest } from 'payload'
import { z } from 'zod'
import { listOf, table } from '../database/adapter.js'
import { id } from '../database/stored.js'
import { sqlOf } from '../database/transactions.js'
import { questionSorts } from '../generators/content/part.js'
import { bandsOf, duplicateFrom, duplicateTextOf, similarityOf } from '../generators/quiz/nearDuplicates.js'
import type { Id } from '../runs/vocabulary.js'

/** The field in which a collection keeps the bands of its questions, indexed; see `bandsOf`. */
export const questionBandsField = 'questionBands'

interface Duplicate {
  /** Of the document that asks nearly the same. */
  readonly id: Id
  /** Jaccard index of their words, 0.8 to 1. */
  readonly similarity: number
}

interface FindDuplicates<Key> {
  /** With the field `questionBands`: lessons or sections. */
  collection: CollectionSlug
  /** Stem and key of each question, as `duplicateTextOf` puts them together. */
  texts: readonly { readonly key: Key; readonly text: string }[]
  /** Also among what this run has made, published or not. */
  run?: Id | undefined
  /** Documents that are not compared, such as the one that is written again. */
  except?: readonly Id[]
}

/** Rows read for each band, and documents whose questions are compared in the end: what a look-up costs stays bounded. */
const mostRowsPerBand = 50
const mostCompared = 20

/**
 * The published questions that ask nearly the same as these, by key: the one most alike. Candidates share a band, which an
 * index finds, so the size of the library hardly matters; they are then compared word by word. Near-duplicates are found with
 * a probability of 0.99 and more; nothing else is reported. One statement, and one read of at most 20 documents.
 */
export const findDuplicates = async <Key>(
  req: PayloadRequest,
  { collection, texts, run, except = [] }: FindDuplicates<Key>,
): Promise<Map<Key, Duplicate>> => {
  const bands = [...new Set(texts.flatMap(({ text }) => bandsOf(text)))]
  if (bands.length === 0) return new Map()
  const db = await sqlOf(req)
  const documents = table(req.payload, collection)
  const { rows } = await db.execute(sql`
    select found.id, count(*) as shared
    from unnest(array[${listOf(bands)}]::text[]) as sought(band)
    cross join lateral (
      select document.id from ${table(req.payload, collection, '_texts')} as kept
      join ${documents} as document on document.id = kept.parent_id
      where kept.text = sought.band and kept.path = ${questionBandsField}
        and (document._status = 'published' ${run === undefined ? sql`` : sql`or document.provenance_run_id = ${run}`})
        ${except.length === 0 ? sql`` : sql`and document.id not in (${listOf(except)})`}
      limit ${mostRowsPerBand}
    ) as found
    group by found.id
    order by shared desc, found.id desc
    limit ${mostCompared}
  `)
  const ids = z.array(z.object({ id })).parse(rows)
  if (ids.length === 0) return new Map()
  const { docs } = await req.payload.find({
    collection,
    where: { id: { in: ids.map(({ id }) => id) } },
    select: { content: true },
    depth: 0,
    limit: mostCompared,
    pagination: false,
    // What is compared is not shown: only that there is something like it.
    overrideAccess: true,
    req,
  })
  const others = docs.flatMap((doc) =>
    questionTextsOf(Reflect.get(doc, 'content')).map((text) => ({ id: doc.id, text })),
  )
  const duplicates = new Map<Key, Duplicate>()
  for (const { key, text } of texts) {
    for (const other of others) {
      const similarity = similarityOf(text, other.text)
      if (similarity >= duplicateFrom && similarity > (duplicates.get(key)?.similarity ?? 0))
        duplicates.set(key, { id: other.id, similarity })
    }
  }
  return duplicates
}

const storedQuestion = z.object({
  sort: z.enum(questionSorts).catch('single'),
  stem: z.string(),
  choices: z
    .array(z.object({ text: z.string().catch(''), correct: z.boolean().nullish() }))
    .nullish()
    .catch([]),
  answer: z.string().nullish().catch(undefined),
})

const storedQuestions = z.object({ blockType: z.literal('questions'), items: z.array(z.unknown()) })

/** What the questions of a document are compared by; its `content` as it is stored, or about to be. */
export const questionTextsOf = (content: unknown): string[] =>
  (Array.isArray(content) ? content : []).flatMap((block: unknown) =>
    (storedQuestions.safeParse(block).data?.items ?? []).flatMap((item) => {
      const { data } = storedQuestion.safeParse(item)
      if (!data) return []
      const { sort, stem, answer } = data
      const choices = (data.choices ?? []).map(({ text, correct }) => ({ text, correct: correct === true, why: '' }))
      return [duplicateTextOf({ sort, stem, choices, explanation: '', ...(answer ? { answer } : {}) })]
    }),
  )
