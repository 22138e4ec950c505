import { z } from 'zod'
import { type Game, InvalidMove } from '../../games/Game.js'
import { unstorable } from '../../text.js'
import { kitFindings } from '../kits/findings.js'
import { addressesIn } from '../kits/kit.js'
import { markdownToRichText, textOfRichText } from '../richText.js'
import type { BoardPosition, PartFacts, PartFinding, WrittenPart } from './part.js'

/** A text that must be there, without blanks around it, that Postgres can store. */
export const text = (max: number) =>
  z
    .string()
    .trim()
    .min(1)
    .max(max)
    .superRefine((value, { addIssue }) => {
      const problem = unstorable(value)
      if (problem) addIssue(`must not contain ${problem}`)
    })

/** A text that may be missing: models write it as `null` or empty, because strict schemas have no optional properties. */
export const textOrNone = (max: number) =>
  z
    .unknown()
    .transform((value) => (value === null || (typeof value === 'string' && value.trim() === '') ? undefined : value))
    .pipe(text(max).optional())
    .optional()

/** A label, stem or name as it is compared with others: spaces and the punctuation around it do not count, case does. */
export const comparable = (value: string): string => {
  const plain = value.normalize('NFKC').replace(/\s+/gu, ' ').trim()
  // What has nothing but signs, such as `!?`, is told by them.
  return plain.replace(/^[\s\p{P}]+|[\s\p{P}]+$/gu, '') || plain
}

/** Words as the language has them, also where it puts no blanks between them. */
export const countWords = (value: string, language?: string): number => {
  const [known] = language && isTag(language) ? Intl.Segmenter.supportedLocalesOf(language) : []
  let words = 0
  for (const { isWordLike } of segmenterOf(known).segment(value)) {
    if (isWordLike) words += 1
  }
  return words
}

/** The last one: to make one takes longer than to count most texts, and texts of one language come together. */
let last: { readonly of: string | undefined; readonly segmenter: Intl.Segmenter } | undefined

const segmenterOf = (known: string | undefined): Intl.Segmenter => {
  if (last?.of !== known || last === undefined) {
    last = { of: known, segmenter: new Intl.Segmenter(known, { granularity: 'word' }) }
  }
  return last.segmenter
}

const isTag = (language: string): boolean => {
  try {
    return Intl.getCanonicalLocales(language).length > 0
  } catch (error) {
    if (error instanceof RangeError) return false
    throw error
  }
}

/** What is said of a text that has too few words or too many. */
export const lengthProblem = (
  value: string,
  { min, max, language }: { min: number | undefined; max: number | undefined; language: string | undefined },
): string | undefined => {
  if (min === undefined && max === undefined) return undefined
  const words = countWords(value, language)
  if (min !== undefined && words < min) return `write at least ${min} words, there are ${words}`
  if (max !== undefined && words > max) return `write at most ${max} words, there are ${words}`
  return undefined
}

/** `100 to 200 words.` */
export const wordsOf = (min: number | undefined, max: number | undefined, of = ''): string => {
  if (min === undefined && max === undefined) return ''
  if (min === undefined) return `At most ${max} words${of}.`
  if (max === undefined) return `At least ${min} words${of}.`
  return min === max ? `${min} words${of}.` : `${min} to ${max} words${of}.`
}

/** Markdown as a reader sees it. */
export const visibleText = (markdown: string): string => textOfRichText(markdownToRichText(markdown))

/** A text of a part, and where it stands in it. */
interface PartText {
  /** As in `PartFinding`. */
  readonly path: string
  /** As a reader sees it. */
  readonly text: string
  /** As it was written, where that differs: prose. */
  readonly markdown?: string
  /** Choices that it may answer, in any spelling. */
  readonly choices?: readonly string[]
  /** The choice that it explains, and need not name. */
  readonly about?: string
  /** Key of the one position that it is about. */
  readonly position?: string
}

/** Every text of a part that readers see. */
export const textsOf = (part: WrittenPart): readonly PartText[] => {
  switch (part.sort) {
    case 'prose':
      return [{ path: '', text: visibleText(part.value), markdown: part.value }]
    case 'entries':
      return part.value.flatMap(({ group, label, body }, index) => [
        ...(group === undefined ? [] : [{ path: `${index}.group`, text: group }]),
        { path: `${index}.label`, text: label },
        { path: `${index}.body`, text: body },
      ])
    case 'questions':
      return part.value.flatMap(({ stem, choices, answer, explanation }, index) => {
        const offered = choices.map((choice) => choice.text)
        return [
          { path: `${index}.stem`, text: stem, choices: offered },
          ...choices.flatMap((choice, at) => [
            { path: `${index}.choices.${at}.text`, text: choice.text },
            { path: `${index}.choices.${at}.why`, text: choice.why, choices: offered, about: choice.text },
          ]),
          ...(answer === undefined ? [] : [{ path: `${index}.answer`, text: answer }]),
          { path: `${index}.explanation`, text: explanation, choices: offered },
        ]
      })
    case 'tree':
      return part.value.flatMap(({ label, note }, index) => [
        { path: `${index}.label`, text: label },
        ...(note === undefined ? [] : [{ path: `${index}.note`, text: note }]),
      ])
    case 'boards':
      return part.value.map(({ caption, position }, index) => ({ path: `${index}.caption`, text: caption, position }))
  }
}

/**
 * What is said against the texts of any part: moves that cannot be played, and what its kit does not allow: addresses,
 * citations and words.
 */
export const textFindings = (part: WrittenPart, facts: PartFacts): readonly PartFinding[] => {
  // Each choice is asked for with its question, its explanation and all reasons.
  const known = new Map<string, string | undefined>()
  const legal: LegalMove = (game, notation, move) => {
    const key = `${notation}\n${move}`
    if (!known.has(key)) known.set(key, legalMove(game, notation, move))
    return known.get(key)
  }
  return textsOf(part).flatMap((one) => [
    ...moveFindings(one, facts, legal),
    ...addressFindings(one, facts),
    ...rulesFindings(one, facts),
  ])
}

type LegalMove = typeof legalMove

const rulesFindings = ({ path, text: plain, markdown }: PartText, { kit }: PartFacts): PartFinding[] => {
  if (!kit) return []
  // A running text says what it rests on; labels, choices and captions are too short for it.
  const found = kitFindings(markdown ?? plain, kit, { mustCite: markdown !== undefined })
  return found.map((finding) => ({ ...finding, path }))
}

/** Most moves that are named of one text; one with more is written anew in any case. */
const mostNamed = 5

const moveFindings = (
  { position, ...one }: PartText,
  { game, positions, language }: PartFacts,
  legal: LegalMove,
): PartFinding[] => {
  if (!game?.illegalMovesInProse || !positions?.size) return []
  const own = position === undefined ? undefined : positions.get(position)
  const boards = own ? [own] : [...positions.values()]
  const illegal = boards.reduce<readonly string[] | undefined>(
    // A move that one of the positions allows is none of a mistake.
    (left, board) => (left?.length === 0 ? left : inBoth(left, illegalMoves({ game, board, one, language, legal }))),
    undefined,
  )
  if (!illegal?.length) return []
  const moves = illegal.slice(0, mostNamed).join('", "')
  const where = own ? 'in the position nor along its line' : 'in one of the positions nor along its line'
  return [{ path: one.path, message: `"${moves}" is named, but is legal neither ${where}`, code: 'moves-in-prose' }]
}

const inBoth = (some: readonly string[] | undefined, others: readonly string[]): readonly string[] =>
  some ? some.filter((move) => others.includes(move)) : others

interface IllegalMoves {
  game: Game
  board: BoardPosition
  one: Omit<PartText, 'path' | 'position'>
  language: string | undefined
  legal: LegalMove
}

const illegalMoves = ({ game, board, one, language, legal }: IllegalMoves): readonly string[] => {
  const { notation, line } = board
  const { text: prose, choices = [], about } = one
  return (
    game.illegalMovesInProse?.({
      notation,
      line,
      text: prose,
      language,
      choices: choices.flatMap((choice) => legal(game, notation, choice) ?? []),
      about: about === undefined ? undefined : legal(game, notation, about),
    }) ?? []
  )
}

/** The canonical spelling of a move that is legal in the position; `undefined` for any other text. */
export const legalMove = (game: Game, notation: string, move: string): string | undefined => {
  try {
    return game.normalizeMove(notation, move)
  } catch (error) {
    if (error instanceof InvalidMove) return undefined
    throw error
  }
}

const addressFindings = ({ path, text: prose }: PartText, { kit }: PartFacts): PartFinding[] => {
  if (!kit) return []
  return addressesIn(prose)
    .flatMap((address) => linkProblem(address, kit.links) ?? [])
    .map((message) => ({ path, message }))
}

/**
 * What is said against a link: it leads elsewhere than to http(s), or the kit does not have it.
 *
 * @param allowed none: any address
 */
export const linkProblem = (address: string, allowed: readonly string[] | undefined): string | undefined => {
  const url = URL.canParse(address) ? new URL(address) : undefined
  if (!url || !/^https?:$/.test(url.protocol)) return `the link "${address}" must lead to http or https`
  if (!allowed || allowed.some((one) => URL.canParse(one) && bare(new URL(one)) === bare(url))) return undefined
  return `the address "${address}" is none of the kit's; leave it out`
}

const bare = ({ href }: URL): string => href.replace(/\/$/, '')
