import type { CollectionSlug, PayloadRequest } from 'payload'
import { z } from 'zod'
import { findDuplicates } from '../drafts/duplicates.js'
import { writtenOf } from '../generators/content/blocks.js'
import type { Question } from '../generators/content/part.js'
import { type AskedQuestion, askedAlready } from '../generators/lessons/askedQuestions.js'
import { quizStatistics } from '../generators/quiz/statistics.js'
import type { Settings } from '../options/Settings.js'
import type { ItemProblem, MadeDraft, RunDoc } from '../runs/kind/RunKind.js'
import type { Facts, Id } from '../runs/vocabulary.js'
import { isRecord, sentence } from '../text.js'

interface RepeatedQuestions {
  collection: 'lessons' | 'sections'
  /** None: nothing but what is published. */
  run: Id | undefined
  /** What each item asks, by its key in the run. */
  items: readonly { readonly key: string; readonly asked: readonly AskedQuestion[] }[]
  /** The document that is written anew: what it asked until now may be asked again. */
  instead?: Id | undefined
}

/** The items that ask nearly what something published asks, or another one that the run has made; one look for all. */
export const repeatedQuestions = async (
  { slugs }: Settings,
  req: PayloadRequest,
  { collection, run, items, instead }: RepeatedQuestions,
): Promise<ItemProblem[]> => {
  const texts = items.flatMap(({ key, asked }) =>
    asked.map((question) => ({ key: { item: key, question }, text: question.text })),
  )
  const except = instead === undefined ? [] : [instead]
  const found = await findDuplicates(req, { collection: slugs[collection], run, texts, except })
  const noun = collection === 'lessons' ? 'lesson' : 'section'
  return items.flatMap(({ key }) => {
    const [first] = [...found].filter(([{ item }]) => item === key)
    return first ? [{ key, problem: askedAlready(first[0].question, `the ${noun} ${first[1].id}`) }] : []
  })
}

/** Drafts that were refused for what they ask: what nothing better comes in place of is saved all the same, with a flag. */
export interface Repeats {
  readonly refused: Map<string, MadeDraft>
  /** Keys of those that are saved as they are. */
  readonly settled: Set<string>
}

export const noRepeats = (): Repeats => ({ refused: new Map(), settled: new Set() })

/** For `OpenStep.instead`. A lesson is worth more than one of its questions; a person sees the flag. */
export const settleRepeats = ({ refused, settled }: Repeats, missing: readonly ItemProblem[]): MadeDraft[] =>
  missing.flatMap(({ key }) => {
    const draft = refused.get(key)
    if (!draft) return []
    settled.add(key)
    return [draft]
  })

/** The code by which such drafts are flagged. */
export const repeatFlag = 'near-duplicate'

/**
 * Looks at all questions of a run at once: whether what is right stands in one place, or is the longest choice, more often
 * than chance would have it. The run's fact `keys` says what is off; it is there when something is, or was before a retry.
 */
export const finishLessons = async (
  { slugs }: Settings,
  { req, run }: { req: PayloadRequest; run: RunDoc },
): Promise<Facts | undefined> => {
  const questions = [
    ...(await questionsOf(req, slugs.lessons, run.id)),
    ...(await questionsOf(req, slugs.sections, run.id)),
  ]
  const { problems } = quizStatistics(questions)
  if (problems.length === 0) return run.facts.keys === undefined ? undefined : { keys: null }
  return { keys: sentence(problems.join('; ')) }
}

const made = z.object({ content: z.array(z.unknown()).nullish() })

const questionsOf = async (req: PayloadRequest, collection: CollectionSlug, run: Id): Promise<readonly Question[]> => {
  const { docs } = await req.payload.find({
    ...{ collection, where: { 'provenance.run': { equals: run } }, depth: 0, pagination: false, req },
    select: { content: true },
    // Only counted, and shown to users who may see the run.
    overrideAccess: true,
  })
  return docs.flatMap((doc) =>
    (made.parse(doc).content ?? []).flatMap((block) => {
      if (!isRecord(block) || block.blockType !== 'questions') return []
      const written = writtenOf(block, { markdownOf: () => '' })
      return written?.sort === 'questions' ? written.value : []
    }),
  )
}
