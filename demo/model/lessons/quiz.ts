import type { Question } from '../../../src/generators/content/part.js'
import { type Technique, techniquesFrom } from '../techniques/technique.js'
import { numberOf, turned, withStop } from '../wording.js'
import { type Facts, furtherTechniques } from './facts.js'
import type { AskedPart } from './messages.js'
import { contentOf, factQuestions, isFair, type QuestionDraft, techniqueQuestion } from './questionDrafts.js'

/** As strict schemas have it: nothing is left out. */
export type WrittenQuestion = Omit<Question, 'answer' | 'objective' | 'difficulty'> & {
  answer: string | null
  objective: string | null
  difficulty: string | null
}

/** A quiz on what the lesson teaches, then on how to work with it. */
export function writeQuestions(part: AskedPart, facts: Facts): WrittenQuestion[] {
  const fair = factQuestions(facts).map((drafts) => drafts.filter(isFair))
  // One of each sort first, so that a quiz is not all terms.
  const drafts = [...fair.flatMap(([first]) => first ?? []), ...fair.flatMap(([, ...rest]) => rest)]
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
  const ofTechniques = (techniques: readonly Technique[]) => techniques.map((one) => techniqueQuestion(one, facts))
  const near = [...fair.slice(0, ownTo), ...ofTechniques(facts.techniques), ...fair.slice(ownTo)]
  const wanted = Math.min(max, Math.max(min, Math.min(fair.length, ownTo) + (ownTo > 3 ? 0 : 2)))
  const sorts = part.sorts.length > 0 ? part.sorts : (['single'] as const)
  const all = [...near, ...ofTechniques(furtherTechniques(facts).slice(0, Math.max(0, wanted - near.length)))]
  return all.slice(0, wanted).map((draft, index) => {
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
    objective: objectiveOf(`${stem} ${key} ${explanation}`, isOfFacts, facts),
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
    objective: objectiveOf(`${stem} ${key} ${explanation}`, isOfFacts, facts),
    difficulty: facts.level ?? null,
  }
}

/** The objective of the lesson, where a question has to do with it. */
function objectiveOf(text: string, isOfFacts: boolean, { objective }: Facts): string | null {
  if (!isOfFacts || objective === undefined) return null
  const words = contentOf(text)
  return [...contentOf(objective)].some((word) => word.length > 4 && words.has(word)) ? objective : null
}

/** Which two of four descriptions belong to two ways of working. */
function multipleQuestion(facts: Facts, index: number): WrittenQuestion {
  const all = turned(techniquesFrom(facts.turn + 1), index * 4)
  const [one, other] = all as [Technique, Technique]
  // Names that come up in a description would give it away.
  const named = contentOf(`${one.name} ${other.name}`)
  const isPlain = ({ gist }: Technique) =>
    !/\b(?:every|must|none)\b/.test(gist) && [...contentOf(gist)].every((word) => !named.has(word))
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
