import { createHash } from 'node:crypto'
import { isNegation } from './languages.js'
import { keysOf, type QuizQuestion } from './question.js'
import { isUnspaced, tokensOf } from './words.js'

/**
 * From this similarity on, two texts are one with other words. In pairs of questions, of which test/unit/generators/quiz
 * holds a sample, those that had one or two words exchanged have 0.8 and more; those that ask the same of something else
 * ("the capital of France", "of Spain") stay below 0.75.
 */
export const duplicateFrom = 0.8

/** What of a question is compared: two that ask alike for different things are two. */
export const duplicateTextOf = (question: QuizQuestion): string =>
  [question.stem, ...[...keysOf(question)].sort()].join(' ')

/**
 * How much of two texts is the same, 0 to 1: the Jaccard index of their words, or of their pairs of characters in scripts
 * that put no spaces between words. 0 where a number or a negation makes the difference: they ask for something else then.
 */
export const similarityOf = (one: string, other: string): number => similarity(elementsOf(one), elementsOf(other))

const similarity = (ofOne: ReadonlySet<string>, ofOther: ReadonlySet<string>): number => {
  const different = [
    ...[...ofOne].filter((element) => !ofOther.has(element)),
    ...[...ofOther].filter((element) => !ofOne.has(element)),
  ]
  const shared = (ofOne.size + ofOther.size - different.length) / 2
  if (shared === 0) return 0
  const isOfSomethingElse = different.some((element) => /\p{N}/u.test(element) || isNegation(element))
  return isOfSomethingElse ? 0 : shared / (shared + different.length)
}

const elementsOf = (text: string): ReadonlySet<string> =>
  new Set(
    tokensOf(text).flatMap((token) => {
      if (!isUnspaced(token)) return [token]
      const characters = [...token]
      return characters.length === 1
        ? characters
        : characters.slice(1).map((next, index) => `${characters[index]}${next}`)
    }),
  )

interface NearDuplicate<Key> {
  readonly key: Key
  /** Of the earlier one that it repeats: the one that is most alike. */
  readonly of: Key
  readonly similarity: number
}

/** Texts that repeat an earlier one of the list. Each is compared with each: for what one run or lesson makes, not for a library. */
export const nearDuplicates = <Key>(items: readonly { key: Key; text: string }[]): NearDuplicate<Key>[] => {
  const read = items.map(({ key, text }) => ({ key, elements: elementsOf(text) }))
  return read.flatMap(({ key, elements }, index) => {
    const [closest] = read
      .slice(0, index)
      .map((earlier) => ({ key, of: earlier.key, similarity: similarity(elements, earlier.elements) }))
      .filter((pair) => pair.similarity >= duplicateFrom)
      .sort((a, b) => b.similarity - a.similarity)
    return closest ? [closest] : []
  })
}

const bands = 12
const hashesPerBand = 5

/**
 * Short texts by which near-duplicates are found in an index (MinHash, Broder 1997, in bands): of two texts whose words have
 * a Jaccard index `s`, at least one of 12 is equal with probability `1 - (1 - s ** 5) ** 12`: 0.99 at 0.8, 0.32 at 0.5, 0.004
 * at 0.2. What they find is still to be compared.
 */
export const bandsOf = (text: string): string[] => {
  const elements = [...elementsOf(text)]
  if (elements.length === 0) return []
  const digests = elements.map((element) => createHash('sha512').update(element).digest())
  const least = Array.from({ length: bands * hashesPerBand }, (_, row) => Math.min(...digests.map(hashIn(row))))
  return Array.from({ length: bands }, (_, band) =>
    createHash('sha256')
      .update(`${band}:${least.slice(band * hashesPerBand, (band + 1) * hashesPerBand).join(',')}`)
      .digest('base64url')
      .slice(0, 12),
  )
}

/** One of many hash functions of an element: two words of its digest, put together anew for each row. */
const hashIn =
  (row: number) =>
  (digest: Buffer): number => {
    const [one, other] = [digest.readUInt32LE(0), digest.readUInt32LE(4)]
    // Double hashing (Kirsch and Mitzenmacher, 2006), mixed once more so that the order of elements differs between rows.
    let mixed = Math.imul(one + Math.imul(row + 1, other | 1), 0x9e3779b1) >>> 0
    mixed = Math.imul(mixed ^ (mixed >>> 16), 0x85ebca6b) >>> 0
    return (mixed ^ (mixed >>> 13)) >>> 0
  }
