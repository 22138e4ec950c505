import { quoted } from '../../text.js'
import type { PartFinding } from '../content/part.js'
import { phraseRulesOf, rulesOfLanguage } from './languages.js'
import { keysOf, type QuizQuestion } from './question.js'
import { areAlike, contentWordsOf, folded, hasExactly, isInWords, isUnspaced, normalOf, tokensOf } from './words.js'

/** Whether a text names a move, as its game reads it. */
export type IsNamed = (text: string, move: string) => boolean

/** What a question is refused for: it is asked for again. Nothing here depends on the order of its choices. */
export const refusalsOf = (question: QuizQuestion, language: string | undefined, isNamed?: IsNamed): PartFinding[] => [
  ...numberFindings(question),
  ...sameFindings(question),
  ...(question.areMoves ? [] : [...containedFindings(question), ...standInFindings(question, language)]),
  ...explanationFindings(question, { areMoves: question.areMoves ?? false, language, isNamed }),
  ...whyFindings(question),
]

const numberFindings = ({ sort, choices, answer }: QuizQuestion): PartFinding[] => {
  const right = choices.filter(({ correct }) => correct).length
  if (sort === 'short') {
    const findings: PartFinding[] = []
    if (choices.length > 0)
      findings.push({ path: 'choices', message: `${choices.length} choices are given, a short question has none` })
    if (!answer?.trim()) findings.push({ path: 'answer', message: 'a short question needs its answer' })
    return findings
  }
  if (sort === 'single' && right !== 1)
    return [{ path: 'choices', message: `${right} choices are marked correct, it must be exactly one` }]
  if (sort === 'multiple' && right < 2)
    return [{ path: 'choices', message: `${right} choices are marked correct, it must be two or more` }]
  if (right === choices.length)
    return [{ path: 'choices', message: 'every choice is marked correct, at least one must be wrong' }]
  return []
}

const sameFindings = ({ stem, choices, explanation, areMoves }: QuizQuestion): PartFinding[] => {
  const normal = (text: string) => (areMoves ? text.trim().replace(/[+#!?]+$/, '') : normalOf(text))
  const groups = new Map<string, string[]>()
  for (const { text } of choices) groups.set(normal(text), [...(groups.get(normal(text)) ?? []), text.trim()])
  const said = [stem, explanation, ...choices.map(({ why }) => why)].join('\n')
  return [...groups.values()].flatMap((texts) => {
    if (texts.length < 2) return []
    const spellings = [...new Set(texts)].sort()
    // How a word is spelt may be what is asked: then all choices are spellings of it, or it is said what each of them is.
    const areMeant =
      spellings.length === texts.length && (groups.size === 1 || spellings.every((text) => hasExactly(said, text)))
    if (areMeant) return []
    const [first = '', second] = spellings
    const message =
      second === undefined
        ? `choice ${quoted(first)} is given ${texts.length === 2 ? 'twice' : `${texts.length} times`}`
        : `choices ${quoted(first)} and ${quoted(second)} say the same; if the spelling is what is asked, explain each by its spelling`
    return [{ path: 'choices', message }]
  })
}

const containedFindings = ({ choices }: QuizQuestion): PartFinding[] => {
  const worded = choices.map(({ text }) => ({ text, words: isInWords(text) ? ` ${tokensOf(text).join(' ')} ` : '' }))
  return worded.flatMap(({ text, words }, index) => {
    if (words === '') return []
    const longer = worded.filter((other) => other.words.length > words.length && other.words.includes(words))
    const [first] = longer.map((other) => other.text).sort()
    return first === undefined
      ? []
      : [{ path: `choices.${index}.text`, message: `choice ${quoted(text)} is contained in choice ${quoted(first)}` }]
  })
}

/** Choices that only stand for others: all, none, "A and B". */
const standInFindings = ({ stem, choices }: QuizQuestion, language: string | undefined): PartFinding[] => {
  const rules = phraseRulesOf(language)
  const letters = choices.map(({ text }) => lettersIn(text, rules))
  const onlyLetters = letters.every((found) => found.length > 0)
  return choices.flatMap(({ text }, index) => {
    const said = folded(text)
      .replace(/[^\p{L}\p{M}\p{N}]+/gu, ' ')
      .trim()
    if (rules.some(({ allOrNone }) => allOrNone.test(said)))
      return [{ path: `choices.${index}.text`, message: `choice ${quoted(text)} stands for all or none of the others` }]
    const named = letters[index] ?? []
    // Letters may be what the question is about: points, vitamins, all choices being pairs of them.
    const areReferences =
      named.length > 0 &&
      !onlyLetters &&
      named.every((letter) => letter.charCodeAt(0) - 'A'.charCodeAt(0) < choices.length) &&
      !named.every((letter) => new RegExp(`(?<![\\p{L}\\p{N}])${letter}(?![\\p{L}\\p{N}])`, 'u').test(stem))
    return areReferences
      ? [{ path: `choices.${index}.text`, message: `choice ${quoted(text)} refers to other choices by letter` }]
      : []
  })
}

/** The letters of a text that consists of nothing but two or more of them, or of one that is announced: `only A`. */
const lettersIn = (text: string, rules: ReturnType<typeof phraseRulesOf>): readonly string[] => {
  const said = text
    .normalize('NFKD')
    .replace(/(\p{Script=Latin})\p{M}+/gu, '$1')
    .replace(/[.!()"“”„«»]/g, ' ')
    .replace(/\s+/g, ' ')
    .trim()
  const isSo = rules.some(({ joining, beforeLetters }) => {
    const before = `(?:(?:${beforeLetters}) )`
    const between = `(?: ?[,&+/] ?| (?:${joining}) |, (?:${joining}) )`
    const joined = `[A-F](?:${between}${before}?[A-F])+`
    return new RegExp(
      `^(?:${before}*${joined}|${before}+[A-F])(?: only| (?:are|is) (?:correct|right|true))?$`,
      'u',
    ).test(
      // Words in lower case, letters of choices as they are.
      said.replace(/\p{L}{2,}/gu, (word) => word.toLowerCase()),
    )
  })
  return isSo ? (said.match(/(?<!\p{L})[A-F](?!\p{L})/gu) ?? []) : []
}

const explanationFindings = (question: QuizQuestion, reading: NamesKey): PartFinding[] =>
  keysOf(question).flatMap((key) =>
    key.trim() === '' || namesKey(question.explanation, key, reading)
      ? []
      : [{ path: 'explanation', message: `the explanation does not name what is right, ${quoted(key)}` }],
  )

/** Answers of yes and no: an explanation says why, and need not repeat them. */
const bare = new Set(
  `yes no true false correct incorrect ja nein richtig falsch wahr stimmt oui non vrai faux si verdadero falso cierto vero
  sim nao verdadeiro certo errado nee waar onwaar juist onjuist goed fout да нет верно неверно правда はい いいえ 正しい نعم لا صحيح خطأ`.split(
    /\s+/,
  ),
)

/** Up to here a number is often written out. */
const greatestSpelt = 20

interface NamesKey {
  areMoves: boolean
  language: string | undefined
  isNamed: IsNamed | undefined
}

/** Whether an explanation names a key: as it is, or, where it is long, by half of the words that count in it. */
const namesKey = (explanation: string, key: string, { areMoves, language, isNamed }: NamesKey): boolean => {
  if (areMoves)
    return hasExactly(explanation, key.trim().replace(/[+#!?]+$/, '')) || isNamed?.(explanation, key) === true
  const [text, sought] = [folded(explanation), folded(normalOf(key))]
  if (hasExactly(text, sought)) return true
  if (bare.has(tokensOf(sought)[0] ?? '')) return true
  if (isUnspaced(sought)) return text.includes(sought) || sharesPairs(text, sought)
  const tokens = tokensOf(sought)
  if (tokens.length === 0) return text.includes(sought)
  if (tokens.every((word) => /^\d/.test(word))) {
    const isSpelt = tokens.every((number) => Number(number) <= greatestSpelt)
    if (isSpelt || hasExactly(ungrouped(text), ungrouped(sought))) return true
    const said = numbersIn(text)
    // `50%` for `50 %`, `500 dollars` for `$500`.
    return amount.test(sought) && numbersIn(sought).every((number) => said.includes(number))
  }
  const counting = contentWordsOf(sought, rulesOfLanguage(language))
  const words = counting.length > 0 ? counting : tokens
  const said = tokensOf(text)
  const named = words.filter((word) => said.some((other) => areAlike(word, other)) || text.includes(word))
  return named.length >= Math.max(1, Math.floor(words.length / 2))
}

/** Numbers with signs that may be said in words. */
const amount = /^[\d\s.,'’\u2212–\p{Sc}%‰°-]+$/u

/** `1,000` as `1000`. */
const ungrouped = (text: string): string => text.replace(/(?<=\d)[\s.,'’](?=\d{3}(?!\d))/gu, '')

const numbersIn = (text: string): readonly string[] =>
  ungrouped(text.replace(/\u2212/g, '-')).match(/(?<![\p{L}\p{M}\p{N}])-?\d+(?:[.,]\d+)*/gu) ?? []

/** Scripts without spaces: half of the pairs of neighbouring characters. */
const sharesPairs = (text: string, key: string): boolean => {
  const characters = [...key.replace(/[^\p{L}\p{N}]/gu, '')]
  const pairs = characters.slice(1).map((character, index) => `${characters[index]}${character}`)
  return pairs.length > 0 && pairs.filter((pair) => text.includes(pair)).length * 2 >= pairs.length
}

/** What says no more than that a choice is wrong. */
const empty = new Set(
  'wrong,incorrect,false,not correct,this is wrong,this is incorrect,falsch,nicht richtig,faux,incorrecte,incorrecto,falso,sbagliato,errato,errado,incorreto,fout,onjuist,неверно,неправильно,不正解,خطأ'.split(
    ',',
  ),
)

const whyFindings = ({ choices }: QuizQuestion): PartFinding[] =>
  choices.flatMap(({ text, correct, why }, index) => {
    if (correct) return []
    const said = folded(why).replace(/^[^\p{L}\p{N}]+|[^\p{L}\p{N}]+$/gu, '')
    const isSaid = said !== '' && !empty.has(said) && said !== folded(text)
    return isSaid ? [] : [{ path: `choices.${index}.why`, message: `it is not said why ${quoted(text)} is wrong` }]
  })
