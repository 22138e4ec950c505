import type { PartFinding } from '../content/part.js'
import { type LanguageRules, rulesOfLanguage } from './languages.js'
import { keysOf, type QuizQuestion } from './question.js'
import { contentWordsOf, isUnspaced, tokensOf } from './words.js'

/** What flags are counted by. */
export const quizFlags = [
  'key-long',
  'lengths-differ',
  'stem-echo',
  'grammar-clue',
  'negative-stem',
  'absolute-words',
] as const

type QuizFlag = (typeof quizFlags)[number]

/** What is worth a look by a person, but no reason to ask again. Nothing here depends on the order of the choices. */
export const flagsOf = (question: QuizQuestion, language: string | undefined): PartFinding[] => {
  const rules = rulesOfLanguage(language)
  const wrong = question.choices.filter(({ correct }) => !correct).map(({ text }) => text)
  const read: Read = { stem: question.stem, keys: keysOf(question), wrong, rules }
  const ofChoices = question.sort === 'short' || read.keys.length === 0 || wrong.length === 0 ? [] : lengthFlags(read)
  if (question.areMoves) return ofChoices
  const ofWords = question.sort === 'short' ? [] : [...echoFlags(read), ...grammarFlags(read), ...absoluteFlags(read)]
  return [...ofChoices, ...ofWords, ...negativeFlags(read)]
}

interface Read {
  readonly stem: string
  readonly keys: readonly string[]
  readonly wrong: readonly string[]
  readonly rules: LanguageRules | undefined
}

const flag = (code: QuizFlag, path: string, message: string): PartFinding => ({ path, message, isFlag: true, code })

const lengthOf = (text: string): number => [...text.trim()].length

const mean = (texts: readonly string[]): number => texts.reduce((sum, text) => sum + lengthOf(text), 0) / texts.length

/** Characters below which nobody sees a difference: between `e4` and `Nxf7+`, `no` and `yes`. */
const leastSeen = 4

const lengthFlags = ({ keys, wrong }: Read): PartFinding[] => {
  const [key, distractor] = [mean(keys), mean(wrong)]
  const lengths = [...keys, ...wrong].map(lengthOf)
  const [shortest, longest] = [Math.min(...lengths), Math.max(...lengths)]
  const flags: PartFinding[] = []
  if (key > 1.5 * distractor && key - distractor >= leastSeen)
    flags.push(flag('key-long', 'choices', 'what is right is more than 1.5 times as long as what is wrong, on average'))
  if (longest > 2.5 * shortest && longest - shortest >= leastSeen)
    flags.push(flag('lengths-differ', 'choices', 'the longest choice is more than 2.5 times as long as the shortest'))
  return flags
}

const echoFlags = ({ stem, keys, wrong, rules }: Read): PartFinding[] => {
  if (isUnspaced(stem)) return []
  const inWrong = wrong.flatMap((text) => tokensOf(text))
  const inKeys = keys.flatMap((text) => contentWordsOf(text, rules))
  const echoed = contentWordsOf(stem, rules)
    .filter((word) => inKeys.some((other) => isSameWord(word, other)))
    .filter((word) => !inWrong.some((other) => isSameWord(word, other)))
    .sort()
  return echoed.length === 0 || wrong.length === 0
    ? []
    : [flag('stem-echo', 'choices', `"${echoed[0]}" stands in the stem and only in what is right`)]
}

/** Equal, but for an ending of one or two letters. */
const isSameWord = (one: string, other: string): boolean => {
  const [short, long] = one.length <= other.length ? [one, other] : [other, one]
  return one === other || (short.length >= 5 && long.startsWith(short) && long.length - short.length <= 2)
}

const grammarFlags = ({ stem, keys, wrong, rules }: Read): PartFinding[] => {
  if (rules?.code !== 'en' || keys.length === 0 || wrong.length === 0) return []
  const end = stem.trim().replace(/[\s_.:…?]+$/u, '')
  const last = tokensOf(end).at(-1) ?? ''
  const fits = fitting(last, end)
  if (!fits || !keys.every(fits) || wrong.some(fits)) return []
  return [flag('grammar-clue', 'stem', `only what is right fits "${last}" at the end of the stem`)]
}

/** Which choices can follow a stem that ends so; none where everything can. */
const fitting = (last: string, end: string): ((choice: string) => boolean) | undefined => {
  if (last === 'a') return (choice) => !startsWithVowel(choice)
  if (last === 'an') return startsWithVowel
  // `which of these is …?` asks; only a stem that its choices complete agrees with them.
  if (/^(?:which|what|who|how)\b/i.test(end)) return undefined
  if (last === 'are' || last === 'were') return isPlural
  if (last === 'is' || last === 'was') return (choice) => !isPlural(choice)
  return undefined
}

const startsWithVowel = (choice: string): boolean => {
  const first = tokensOf(choice)[0] ?? ''
  if (/^(?:hour|honest|heir|honou?r)/.test(first)) return true
  return /^[aeiou]/.test(first) && !/^(?:uni[^nm]|us[eu]|eu|one|ubiq|util)/.test(first)
}

const isPlural = (choice: string): boolean => {
  const words = tokensOf(choice)
  const [first = ''] = words
  // `a pair of rooks` is one.
  if (first === 'a' || first === 'an') return false
  return words.includes('and') || /(?:[^aious]|[aio]e)s$/.test(words.at(-1) ?? '')
}

const negativeFlags = ({ stem, rules }: Read): PartFinding[] => {
  if (!rules) return []
  // What is told before the question may say what is not.
  const asked = stem.trim().match(/[^.!?]+[.!?…:_\s]*$/u)?.[0] ?? stem
  const isLoud = asked === asked.toUpperCase()
  const negative = asked.match(/[*_]*[\p{L}\p{M}]+(?:['’]t\b)?[*_]*/gu)?.find((word) => {
    const [bare] = tokensOf(word)
    const isNegative =
      bare !== undefined && (rules.negations.has(bare) || (rules.code === 'en' && /n['’]t$/.test(bare)))
    const isEmphasised = /^[*_]/.test(word) || (!isLoud && word.length > 1 && word === word.toUpperCase())
    return isNegative && !isEmphasised
  })
  if (negative === undefined) return []
  return [flag('negative-stem', 'stem', `"${negative}" turns the question round and is not emphasised`)]
}

const absoluteFlags = ({ keys, wrong, rules }: Read): PartFinding[] => {
  if (!rules) return []
  const found = [...keys, ...wrong].flatMap((text) => tokensOf(text).find((word) => rules.absolutes.has(word)) ?? [])
  return found.length === 1
    ? [flag('absolute-words', 'choices', `only one choice has an absolute word, "${found[0]}"`)]
    : []
}
