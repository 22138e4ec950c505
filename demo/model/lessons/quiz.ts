import type { Question } from '../../../src/generators/content/part.js'
import { type Technique, techniquesFrom } from '../techniques/technique.js'
import { capital, numberOf, turned, withStop } from '../wording.js'
import { type Facts, furtherTechniques, type Principle } from './facts.js'
import type { AskedPart } from './messages.js'
import { standsAlone } from './quoting.js'

/** As strict schemas have it: nothing is left out. */
export type WrittenQuestion = Omit<Question, 'answer' | 'objective' | 'difficulty'> & {
  answer: string | null
  objective: string | null
  difficulty: string | null
}

/** A question that is not yet cut to what a part asks for. */
export interface QuestionDraft {
  stem: string
  key: string
  /** Why the key is right; names it. */
  explanation: string
  /** What is said where the key is chosen. */
  praise: string
  wrong: readonly (readonly [text: string, why: string])[]
  /** It tests what the request teaches, not how to work on it. */
  isOfFacts: boolean
}

/** A quiz on what the lesson teaches, then on how to work with it. */
export function writeQuestions(part: AskedPart, facts: Facts): WrittenQuestion[] {
  const drafts = [...vocabularyQuestions(facts), ...principleQuestions(facts), ...passageQuestions(facts)]
  return writeQuestionsOf(part, facts, { drafts, ownTo: 3 })
}

interface QuestionsOf {
  drafts: readonly QuestionDraft[]
  /** So many of the drafts come before questions on how to work with the topic. */
  ownTo: number
}

/** Of the drafts those that are fair, and what is missing on how to work with the topic. */
export function writeQuestionsOf(part: AskedPart, facts: Facts, { drafts, ownTo }: QuestionsOf): WrittenQuestion[] {
  const { min = 3, choices = 4 } = part
  const max = Math.max(min, part.max ?? 5)
  const fair = drafts.filter(isFair)
  const all = [
    ...fair.slice(0, ownTo),
    ...facts.techniques.map(techniqueQuestion),
    ...fair.slice(ownTo),
    ...furtherTechniques(facts).map(techniqueQuestion),
  ]
  const distinct = all.filter(({ stem }, index) => all.findIndex((other) => other.stem === stem) === index)
  const wanted = Math.min(max, Math.max(min, Math.min(fair.length, ownTo) + (ownTo > 3 ? 0 : 2)))
  const sorts = part.sorts.length > 0 ? part.sorts : (['single'] as const)
  return distinct.slice(0, wanted).map((draft, index) => {
    const sort = sorts[index % sorts.length] ?? 'single'
    if (sort === 'multiple') return multipleQuestion(facts, index)
    const needsChoices = sorts.includes('single') && /^(?:Which of these|How do you|What does “)/.test(draft.stem)
    return sort === 'short' && !needsChoices ? shortQuestion(draft, facts) : singleQuestion(draft, facts, choices)
  })
}

function singleQuestion(
  { stem, key, explanation, praise, wrong, isOfFacts }: QuestionDraft,
  facts: Facts,
  choices: number,
): WrittenQuestion {
  const all = [
    { text: key, correct: true, why: praise },
    ...wrong.slice(0, choices - 1).map(([text, why]) => ({ text, correct: false, why })),
  ]
  return {
    sort: 'single',
    stem,
    choices: turned(all, numberOf(`${stem}\n${facts.turn}`)),
    answer: null,
    explanation,
    objective: (isOfFacts && facts.objective) || null,
    difficulty: facts.level ?? null,
  }
}

function shortQuestion({ stem, key, explanation, isOfFacts }: QuestionDraft, facts: Facts): WrittenQuestion {
  return {
    sort: 'short',
    stem,
    choices: [],
    answer: withStop(key),
    explanation,
    objective: (isOfFacts && facts.objective) || null,
    difficulty: facts.level ?? null,
  }
}

/** Which two of four descriptions belong to two ways of working. */
function multipleQuestion(facts: Facts, index: number): WrittenQuestion {
  const all = turned(techniquesFrom(facts.turn + 1), index * 4)
  const [one, other] = all as [Technique, Technique]
  // Names that come up in a description would give it away.
  const named = contentOf(`${one.name} ${other.name}`)
  const isPlain = ({ gist }: Technique) =>
    !absolute.test(gist) && [...contentOf(gist)].every((word) => !named.has(word))
  if (!isPlain(one) || !isPlain(other)) return multipleQuestion(facts, index + 1)
  const others = all.slice(2).filter(isPlain).slice(0, 2)
  const described = [one, other, ...others].map((technique) => ({
    text: technique.gist.replace(/\.$/, ''),
    correct: technique === one || technique === other,
    why: `This describes “${technique.name}”.`,
  }))
  return {
    sort: 'multiple',
    stem: `Which two descriptions fit “${one.name}” and “${other.name}”?`,
    choices: turned(described, numberOf(one.name)),
    answer: null,
    explanation: `${one.name}: ${one.gist} ${other.name}: ${other.gist}`,
    objective: null,
    difficulty: facts.level ?? null,
  }
}

function techniqueQuestion({ name, stem, key, because, wrong }: Technique): QuestionDraft {
  return {
    stem,
    key,
    explanation: `${key}: ${because}`,
    praise: `This is “${name}” in practice.`,
    wrong,
    isOfFacts: false,
  }
}

/** What a term means, against what others mean. */
function vocabularyQuestions({ vocabulary, turn }: Facts): QuestionDraft[] {
  return turned(vocabulary, turn * 2)
    .slice(0, 2)
    .map(({ term, meaning }) => ({
      stem: `What does “${term}” mean?`,
      key: capital(meaning.replace(/\.$/, '')),
      explanation: `“${term}” means: ${meaning.replace(/\.$/, '')}.`,
      praise: `“${term}” is explained in these words.`,
      wrong: nearest(
        vocabulary.filter((other) => other.term !== term && other.meaning !== meaning),
        ({ meaning: other }) => other,
        meaning.length,
      ).map((other) => [capital(other.meaning.replace(/\.$/, '')), `That is what “${other.term}” means.`] as const),
      isOfFacts: true,
    }))
}

/** Which principle says what. */
function principleQuestions({ principles }: Facts): QuestionDraft[] {
  const explained = principles.flatMap((principle) => {
    const saying = principle.explanation && firstSentence(principle.explanation)
    return saying ? [{ ...principle, saying }] : []
  })
  return explained.slice(0, 2).map((principle, index) => {
    const others = explained.filter(({ name }) => name !== principle.name)
    const asksForName = index % 2 === 0
    return asksForName
      ? {
          stem: `“${principle.saying}” Which principle says this?`,
          key: principle.name,
          explanation: `It is the principle “${principle.name}”${restOf(principle)}`,
          praise: `The sentence opens “${principle.name}”.`,
          wrong: others.map(({ name, saying }) => [name, `This one says: “${saying}”`] as const),
          isOfFacts: true,
        }
      : {
          stem: `What does the principle “${principle.name}” ask of you?`,
          key: principle.saying.replace(/\.$/, ''),
          explanation: `“${principle.name}” asks: ${principle.saying}`,
          praise: `This is how “${principle.name}” begins.`,
          wrong: others.map(({ name, saying }) => [saying.replace(/\.$/, ''), `That is what “${name}” asks.`] as const),
          isOfFacts: true,
        }
  })
}

function restOf({ explanation }: Principle): string {
  const rest = explanation?.slice(firstSentence(explanation).length).trim()
  return rest ? `. It goes on: “${rest}”` : '.'
}

function firstSentence(text: string): string {
  return /^.+?[.!?](?=\s|$)/.exec(text)?.[0] ?? text
}

/** What a source says of its subject, against what others say of theirs. */
function passageQuestions({ passages }: Facts): QuestionDraft[] {
  return passages.slice(0, 2).flatMap((passage): QuestionDraft[] => {
    const [saying] = passage.sentences.filter(canBeAsked).sort((one, other) => one.length - other.length)
    if (!passage.title || !saying) return []
    const others = passages.flatMap(({ key, title, sentences }) =>
      title && key !== passage.key && title !== passage.title
        ? sentences.filter(canBeAsked).map((sentence) => ({ key, title, sentence }))
        : [],
    )
    const perSource = nearest(others, ({ sentence }) => sentence, saying.length)
    const wrong = perSource.filter(({ key }, index) => perSource.findIndex((other) => other.key === key) === index)
    return [
      {
        stem: `What does the source [${passage.key}] say about “${passage.title}”?`,
        key: saying.replace(/\.$/, ''),
        explanation: `“${saying}” is what [${passage.key}] says.`,
        praise: `It stands under “${passage.title}” [${passage.key}].`,
        wrong: wrong.map(({ key, title, sentence }) => [
          sentence.replace(/\.$/, ''),
          `This is said about “${title}” [${key}].`,
        ]),
        isOfFacts: true,
      },
    ]
  })
}

/** A sentence that says something alone, and fits a choice. */
function canBeAsked(sentence: string): boolean {
  return sentence.length <= 180 && standsAlone(sentence)
}

function nearest<T>(items: readonly T[], text: (item: T) => string, length: number): T[] {
  return [...items].sort((one, other) => Math.abs(text(one).length - length) - Math.abs(text(other).length - length))
}

const absolute = /\b(?:always|never|all|none|only|every|everything|nothing|must|no)\b/i

/** Whether it can be answered by knowing alone: choices alike in length, no word that gives the key away. */
function isFair({ stem, key, wrong }: QuestionDraft): boolean {
  const others = wrong.slice(0, 3).map(([text]) => text)
  if (others.length < 2) return false
  const lengths = [key, ...others].map(({ length }) => length)
  const mean = others.reduce((sum, { length }) => sum + length, 0) / others.length
  const inOthers = contentOf(others.join(' '))
  const echoes = [...contentOf(key)].some((word) => contentOf(stem).has(word) && !inOthers.has(word))
  const texts = [key, ...others].map((text) => text.toLowerCase())
  return (
    key.length <= 1.4 * mean &&
    Math.max(...lengths) <= 2.4 * Math.min(...lengths) &&
    !echoes &&
    [key, ...others].filter((text) => absolute.test(text)).length !== 1 &&
    texts.every((text, index) => texts.every((other, place) => place === index || !other.includes(text)))
  )
}

function contentOf(text: string): Set<string> {
  return new Set((text.toLowerCase().match(/\p{L}{3,}/gu) ?? []).map((word) => word.slice(0, 5)))
}
