import { distinctPlays, playReader } from './plays.js'
import { parsePlay } from './playText.js'
import { type Position, positionOf } from './position.js'
import { parseXgid } from './xgid.js'

interface NamesMove {
  notation: string
  move: string
  text: string
  language?: string
  isTask?: boolean
}

/** More says nothing new of one drill, and no text of ours is longer. */
const LONGEST_TEXT = 10_000

/**
 * Whether a text names a play or a cube action, see `Game.namesMove`.
 *
 * - A play: in any order and spelling of its parts (`6/5 and 8/5`), without the marks of hits, and of a double without the
 *   number of checkers (`8/4 twice`). A task must name all of it at a stretch: half a play is a hint. What explains may come
 *   to its parts one by one.
 * - A cube action: by the English words for it, in any case and inflection (`White doubles and Black should take`). Words
 *   that mean something else are none: `take the gammons into account`, `rolls doubles`. Of a text in another language
 *   that has none of them nothing is said, as it may have its own.
 */
export function namesMove({ notation, move, text, language, isTask = false }: NamesMove): boolean | undefined {
  const position = positionOf(parseXgid(notation))
  const read = text.slice(0, LONGEST_TEXT)
  if (position.dice) return namesPlay({ position, move, text: read, isTask })
  return namesAction({ move, text: read, isTask }) || (isEnglish(language) ? false : undefined)
}

const isEnglish = (language = ''): boolean => /^\s*(?:$|en(?:$|[-_\s]))|\benglish\b/i.test(language)

// Chinese and Japanese put no breaks around words.
const LETTER = '\\p{Script=Latin}\\p{Script=Cyrillic}\\p{Script=Greek}'
const STOP = '(?:bar|off|\\d{1,2})\\*?'
const PART = new RegExp(`(?<![${LETTER}0-9/])${STOP}(?:/${STOP})+(?:\\s?\\([2-4]\\))?(?![${LETTER}0-9/])`, 'giu')

const MOST_PARTS = 4

interface NamesPlay {
  position: Position
  move: string
  text: string
  isTask: boolean
}

function namesPlay({ position, move, text, isTask }: NamesPlay): boolean {
  const parts = text.match(PART) ?? []
  if (parts.length === 0) return false
  if (!isTask && hasAllParts(parts, move)) return true
  const playsOf = playReader(position, distinctPlays(position))
  /** The longest first: the end of one play and the beginning of the next are no third one. */
  const firstPlay = (some: readonly string[]) => {
    for (let count = some.length; count > 0; count -= 1) {
      const plays = (isDouble(position) ? [1, 2, 3, 4] : [1])
        .map((times) => parsePlay(withTimes(some.slice(0, count), times)))
        .map((written) => (written ? playsOf(written) : []))
        .find((found) => found.length > 0)
      if (plays) return { plays, count }
    }
    return { plays: [], count: 1 }
  }
  for (let at = 0; at < parts.length; ) {
    const { plays, count } = firstPlay(parts.slice(at, at + MOST_PARTS))
    if (plays.some((play) => play.text === move)) return true
    at += count
  }
  return false
}

const isDouble = ({ dice }: Position): boolean => dice !== undefined && dice[0] === dice[1]

/** Parts as a play, where those that do not say how many checkers go that way are taken for this number. */
const withTimes = (parts: readonly string[], times: number): string =>
  parts.map((part) => (times === 1 || part.endsWith(')') ? part : `${part}(${times})`)).join(' ')

/** Whether each way of a play that has several is among the parts, wherever they stand. */
function hasAllParts(parts: readonly string[], move: string): boolean {
  const waysOf = (text: string) => parsePlay(text)?.paths.map((stops) => `${stops[0]}/${stops.at(-1)}`) ?? []
  const named = new Set(parts.flatMap(waysOf))
  const ways = waysOf(move)
  return ways.length > 1 && ways.every((way) => named.has(way))
}

type Answer = 'double' | 'wait' | 'take' | 'pass'

const OPPOSITE: Record<Answer, Answer> = { double: 'wait', wait: 'double', take: 'pass', pass: 'take' }

/** What each cube action answers: to the one who may double, to the one who is doubled, or to both. */
const ANSWERS: Record<string, readonly Answer[]> = {
  'No double': ['wait'],
  'Double/Take': ['double', 'take'],
  'Double/Pass': ['double', 'pass'],
  Take: ['take'],
  Pass: ['pass'],
}

/**
 * A task that names an answer and its opposite (`Take or pass?`) leaves open what is asked. What explains may name both,
 * and deny the one to say the other.
 */
function namesAction({ move, text, isTask }: { move: string; text: string; isTask: boolean }): boolean {
  const said = answersIn(text)
  const wanted = ANSWERS[move] ?? []
  if (!isTask) return wanted.every((answer) => said.has(answer) || (answer !== 'wait' && said.has(`not ${answer}`)))
  return wanted.every((answer) => said.has(answer) && !said.has(OPPOSITE[answer]))
}

const CUBE = '(?:re-?)?double|cube'
/** What is taken or passed where it is the cube: nothing, or the double itself. */
const OBJECT = `\\s+(?:the|this|that|an?)\\s+(?!${CUBE})`
const OTHER_TAKES =
  'into|care|time|note|stock|place|part|advantage|account|turns?|risks?|chances?|control|aim|charge|hold|away|off|over|out|up|to|' +
  'points?|more|less|one|two|three|four|long(?:er)?|all|any|some|both|every|each|his|her|its|your|their|our|my|what|how|white|black|\\d'
const OTHER_PASSES =
  'by|through|over|on|up|from|to|below|under|in|into|along|between|away|off|behind|points?|his|her|its|your|their|our|my|white|black|\\d'
const DICE =
  '(?:roll|throw)\\w*|threw|dice|any|no|of|for|with|without|by|from|big|small|large|high|low|next|hits?|all|few|most|some|as'
const OTHER_DOUBLES =
  'cubes?|windows?|points?|shots?|hits?|match|dice|die|direct|sixes|fives|fours|threes|twos|aces|six|five|four|three|two|ace|\\d'

const WORDS: readonly { readonly answer: Answer; readonly word: RegExp }[] = [
  {
    answer: 'double',
    word: new RegExp(
      `(?<![${LETTER}]|\\b(?:${DICE})\\s+(?=doubles))(?:re-?)?doubl(?:e[sd]?|ing)(?![${LETTER}]|[\\s-]+(?:${OTHER_DOUBLES})\\b)`,
      'giu',
    ),
  },
  {
    answer: 'take',
    word: new RegExp(
      `(?<![${LETTER}])(?:tak(?:es?|en|ing)|took|accept(?:s|ed|ing)?)(?![${LETTER}]|${OBJECT}|[\\s-]+(?:${OTHER_TAKES})\\b)`,
      'giu',
    ),
  },
  {
    answer: 'pass',
    word: new RegExp(
      `(?<![${LETTER}]|\\bin\\s+)(?:pass(?:es|ed|ing)?|drop(?:s|ped|ping)?)(?![${LETTER}]|${OBJECT}|[\\s-]+(?:${OTHER_PASSES})\\b)`,
      'giu',
    ),
  },
]

/** `too good` says it without the word, and so does a cube that is held. */
const WAITING = /\btoo good\b|\bhold(?:s|ing)?\s+(?:on\s+to\s+)?(?:the|his|her|their)\s+cube\b|\bplay(?:s|ing)?\s+on\b/i

const WRONG = 'wrong|mistakes?|blunders?|errors?|premature'
/** `not good enough to double`, `a mistake to pass`: up to five words before, none of which begins another thought. */
const DENIED_BEFORE = new RegExp(
  `(?:(?<!\\p{L})(?:no|not(?!\\s+only)|never|cannot|nor|neither|without|hardly|too\\s+\\p{L}+|${WRONG})|n['’]t)` +
    "(?:\\s+(?!(?:and|but|or|then)\\s)[\\p{L}'’-]+){0,5}\\s+$",
  'iu',
)
/** `A double would be premature`, `passing is a blunder`. */
const DENIED_AFTER = new RegExp(
  `^[^.!?;:,]{0,20}?\\b(?:(?:is|are|was|be|seems|looks)\\b[^.!?;:,]{0,25}?\\b(?:not|too|${WRONG})\\b|(?:is|was|would|does|do)n['’]t\\b)`,
  'i',
)
const OR_NOT = /^,?\s+or\s+(?:not|wait|hold|play|roll)\b/i

/** The answers that a text names, and `not …` for those that it denies, which says the opposite as well. */
function answersIn(text: string): Set<Answer | `not ${Answer}`> {
  const said = new Set<Answer | `not ${Answer}`>(WAITING.test(text) ? ['wait'] : [])
  for (const { answer, word } of WORDS) {
    for (const match of text.matchAll(word)) {
      const before = text.slice(Math.max(0, match.index - 60), match.index)
      const after = text.slice(match.index + match[0].length).slice(0, 80)
      const isOpen = OR_NOT.test(after)
      const isDenied = DENIED_BEFORE.test(before) || DENIED_AFTER.test(after)
      if (isOpen || !isDenied) said.add(answer)
      if (isOpen || isDenied) said.add(OPPOSITE[answer]).add(`not ${answer}`)
    }
  }
  return said
}
