import type { Parts } from '../content/part.js'
import { duplicateFrom, similarityOf } from '../quiz/nearDuplicates.js'
import { folded } from '../quiz/words.js'
import type { ExistingLesson, Lesson } from './lesson.js'

/** Characters of an introduction that are compared: more takes time and says no more. */
const comparedCharacters = 600

/** The beginning of a lesson's text, by which lessons are told apart: its first prose, as markdown. */
export const introductionOf = (parts: Parts, written: Lesson['parts']): string => {
  const [name] = Object.entries(parts).find(([, { sort }]) => sort === 'prose') ?? []
  const text = name === undefined ? undefined : written[name]
  return typeof text === 'string' ? text.slice(0, comparedCharacters) : ''
}

interface Told extends ExistingLesson {
  /** Of those that are compared with each other. */
  readonly key?: string
}

/** Why a lesson is none of its own: it has the title, or begins with the words, of one that comes before it. */
export const repeats = (lesson: Told, others: readonly Told[]): string | undefined => {
  for (const other of others) {
    const name = other.key === undefined ? `the lesson "${other.title}"` : `${other.key}, "${other.title}"`
    if (folded(lesson.title) === folded(other.title) || similarityOf(lesson.title, other.title) >= sameTitleFrom) {
      return `its title "${lesson.title}" is that of ${name}; write a lesson of its own`
    }
    const [own, theirs] = [lesson.introduction ?? '', other.introduction ?? '']
    if (own && theirs && similarityOf(own, theirs.slice(0, comparedCharacters)) >= duplicateFrom) {
      return `it begins with almost the same words as ${name}; write a lesson of its own, with other examples`
    }
  }
  return undefined
}

/** Titles are short: one word of five that differs may be all the difference. */
const sameTitleFrom = 0.9
