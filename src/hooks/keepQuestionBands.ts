import type { CollectionBeforeChangeHook } from 'payload'
import { questionBandsField, questionTextsOf } from '../drafts/duplicates.js'
import { bandsOf } from '../generators/quiz/nearDuplicates.js'

/** Rows that one document keeps for the search of near-duplicates, twelve a question. */
const mostBands = 600

/**
 * Keeps with a document by what its questions are found when others ask nearly the same; anew each time it is saved, by
 * whatever door.
 */
export const keepQuestionBands: CollectionBeforeChangeHook = ({ data, originalDoc }) => {
  const texts = questionTextsOf(data.content === undefined ? originalDoc?.content : data.content)
  const bands = [...new Set(texts.flatMap(bandsOf))].slice(0, mostBands)
  return { ...data, [questionBandsField]: bands }
}
