import { z } from 'zod'
import { difficulties } from '../../games/difficulties.js'
import { duplicateTextOf, nearDuplicates } from '../quiz/nearDuplicates.js'
import { questionFindings } from '../quiz/questionFindings.js'
import {
  contentLimits,
  type ItemRange,
  type Part,
  type PartFacts,
  type PartFinding,
  type Question,
  questionSorts,
} from './part.js'
import { comparable, legalMove, text, textFindings, textOrNone } from './texts.js'

/** What `questions` takes: which sorts, how many, and how many choices each has. */
export interface QuestionsOptions {
  /** Shown above it. Default: the part's name. */
  heading?: string
  /** Fewest questions. Default 1. */
  min?: number
  /** Most questions. Default 30, at most 60. */
  max?: number
  /** `single`: one right choice; `multiple`: two or more; `short`: the answer is written. Default `['single']`. */
  sorts?: readonly Question['sort'][]
  /** Choices asked for, 3 to 5; three are enough. Default 4. */
  choices?: number
}

/** Fewest choices that a question with choices may have. */
const fewestChoices = 3

/** A quiz or an assessment, with what is right and why. */
export const questions = (options: QuestionsOptions = {}): Part<'questions'> => {
  const { heading, min = 1, sorts = ['single'], choices = 4 } = options
  const { max = Math.max(min, 30) } = options
  const [first = 'single', ...others] = sorts
  const isShort = sorts.includes('short')
  const choice = z.object({ text: z.string(), correct: z.boolean(), why: z.string() })
  return {
    sort: 'questions',
    heading,
    items: { min, max },
    withItems: (items: ItemRange) => questions({ ...options, ...items }),
    wireSchema: z
      .array(
        z.object({
          sort: z.enum([first, ...others]),
          stem: z.string(),
          choices: z
            .array(choice)
            .min(isShort ? 0 : choices)
            .max(choices),
          ...(isShort ? { answer: z.string().nullable() } : {}),
          explanation: z.string(),
          objective: z.string().nullable(),
          difficulty: z.enum(difficulties).nullable(),
        }),
      )
      .min(min)
      .max(max),
    schema: z.array(question).min(min).max(Math.min(max, contentLimits.questions)),
    instructions: instructionsOf({ sorts, choices }),
    check: (value, facts) => [
      ...value.flatMap((one, index) => {
        const own = formFindings(one, { sorts, choices })
        const findings = own.length > 0 ? own : [...gateFindings(one, facts), ...objectiveFindings(one, facts)]
        return findings.map((finding) => ({ ...finding, path: `${index}.${finding.path}` }))
      }),
      ...repeated(value),
      ...textFindings({ sort: 'questions', value }, facts),
    ],
  }
}

const question = z.object({
  sort: z.enum(questionSorts),
  stem: text(contentLimits.stem),
  choices: z
    .unknown()
    .transform((value) => value ?? [])
    .pipe(z.array(z.object({ text: text(contentLimits.choice), correct: z.boolean(), why: text(contentLimits.why) }))),
  answer: textOrNone(contentLimits.answer),
  explanation: text(contentLimits.explanation),
  objective: textOrNone(contentLimits.objective),
  difficulty: textOrNone(contentLimits.difficulty),
})

const instructionsOf = ({ sorts, choices }: Required<Pick<QuestionsOptions, 'sorts' | 'choices'>>): string => {
  const of: Record<Question['sort'], string> = {
    single: `single: ${choices} choices, exactly one correct.`,
    multiple: `multiple: ${choices} choices, two or more correct, and at least one wrong.`,
    short: 'short: no choices; answer is the model answer.',
  }
  const haveChoices = sorts.some((sort) => sort !== 'short')
  return [
    ...sorts.map((sort) => of[sort]),
    haveChoices
      ? 'Choices are alike in length and form, none contains another, none is "all of the above"; why says of each choice why it is right or wrong.'
      : '',
    'explanation names the right answer and says why.',
    'objective: the one it tests, word for word as given, else null. Plain text.',
  ]
    .filter(Boolean)
    .join(' ')
}

interface Wanted {
  sorts: readonly Question['sort'][]
  choices: number
}

/** What the gates cannot know: which sorts and how many choices were asked for. */
const formFindings = ({ sort, choices }: Question, wanted: Wanted): PartFinding[] => {
  if (!wanted.sorts.includes(sort)) {
    return [{ path: 'sort', message: `"${sort}" is not asked for; use ${wanted.sorts.join(', ')}` }]
  }
  if (sort === 'short' || (choices.length >= fewestChoices && choices.length <= wanted.choices)) return []
  const allowed = wanted.choices === fewestChoices ? fewestChoices : `${fewestChoices} to ${wanted.choices}`
  return [{ path: 'choices', message: `there must be ${allowed} choices, there are ${choices.length}` }]
}

/** Choices are moves, and no words, where all of them can be played in one of the positions. */
const gateFindings = (one: Question, { game, positions, language }: PartFacts): readonly PartFinding[] => {
  const legal = (notation: string, text: string) => game && legalMove(game, notation, text)
  const boards =
    one.choices.length === 0
      ? []
      : [...(positions?.values() ?? [])].filter(({ notation }) =>
          one.choices.every(({ text }) => legal(notation, text) !== undefined),
        )
  const isNamed = (text: string, key: string) =>
    boards.some(({ notation }) => {
      const move = legal(notation, key)
      // Where the game cannot tell, nothing is said.
      return (
        move !== undefined &&
        game?.namesMove !== undefined &&
        game.namesMove({ notation, move, text, language }) !== false
      )
    })
  return questionFindings({ ...one, areMoves: boards.length > 0 }, { language, isNamed })
}

const objectiveFindings = ({ objective }: Question, { objectives }: PartFacts): PartFinding[] => {
  if (objective === undefined || !objectives?.length) return []
  if (objectives.some((known) => comparable(known).toLowerCase() === comparable(objective).toLowerCase())) return []
  return [{ path: 'objective', message: `"${objective}" is none of the objectives; copy one word for word` }]
}

const repeated = (value: readonly Question[]): PartFinding[] => {
  const twins = nearDuplicates(value.map((question, key) => ({ key, text: duplicateTextOf(question) })))
  return value.flatMap(({ stem }, index): PartFinding[] => {
    const isFirst = value.findIndex((other) => comparable(other.stem) === comparable(stem)) === index
    if (!isFirst) return [{ path: `${index}.stem`, message: 'the same question is there twice' }]
    const twin = twins.find(({ key }) => key === index)
    const message = `it asks nearly the same as question ${(twin?.of ?? 0) + 1}; ask something else`
    return twin ? [{ path: `${index}.stem`, message }] : []
  })
}
