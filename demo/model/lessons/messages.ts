import { z } from 'zod'
import { partSorts } from '../../../src/generators/content/part.js'

/** Absent, `null` and empty say the same. */
const words = z
  .string()
  .nullish()
  .transform((text) => text?.trim() || undefined)
const list = <Of extends z.ZodType>(of: Of) =>
  z
    .array(of)
    .nullish()
    .transform((items) => items ?? [])
const number = z
  .number()
  .nullish()
  .transform((value) => value ?? undefined)

/** A text, alone or as the one field of an object. */
const named = (field: string) =>
  z.preprocess(
    (value) => (typeof value === 'object' && value !== null && field in value ? Reflect.get(value, field) : value),
    z.string(),
  )

const partFields = z.object({
  name: z.string(),
  sort: z.enum(partSorts),
  heading: words,
  instructions: words,
  min: number,
  max: number,
  minWords: number,
  maxWords: number,
  minChars: number,
  maxChars: number,
  maxDepth: number,
  maxNodes: number,
  maxChildren: number,
  sorts: list(z.enum(['single', 'multiple', 'short'])),
  choices: number,
  label: words,
  body: words,
  group: words,
})

/** A part that is asked for; what no field of it says is read from its instructions. */
const part = z.preprocess((given) => {
  const { instructions = '', ...rest } = z.looseObject({ instructions: z.string().optional() }).parse(given)
  return { ...readInstructions(instructions), instructions, ...rest }
}, partFields)

/** A list of parts, or their instructions by name. */
const parts = z.preprocess(
  (given) =>
    typeof given === 'object' && given !== null && !Array.isArray(given)
      ? Object.entries(given).map(([name, one]) =>
          typeof one === 'string' ? { name, instructions: one } : { name, ...one },
        )
      : given,
  list(part),
)

/** What the instructions of our own parts say in their fixed words. */
function readInstructions(text: string): Record<string, unknown> {
  const sorts = ['single', 'multiple', 'short'].filter((sort) => text.includes(`${sort}: `))
  const numberIn = (pattern: RegExp) => Number(pattern.exec(text)?.[1]) || undefined
  const between = /(\d+) to (\d+) words/.exec(text)
  const exact = numberIn(/(?<!(?:at most|at least|to) )\b(\d+) words/i)
  const known = {
    sort: /^Markdown\b/.test(text)
      ? 'prose'
      : /\blabel is\b/.test(text)
        ? 'entries'
        : sorts.length > 0
          ? 'questions'
          : /\bOne root\b/.test(text)
            ? 'tree'
            : /^position:/.test(text)
              ? 'boards'
              : undefined,
    sorts,
    choices: numberIn(/(\d+) choices/),
    minWords: between ? Number(between[1]) : (numberIn(/at least (\d+) words/i) ?? exact),
    maxWords: between ? Number(between[2]) : (numberIn(/at most (\d+) words/i) ?? exact),
    maxDepth: numberIn(/at most (\d+) levels/),
    maxChildren: numberIn(/at most (\d+) children/),
  }
  return Object.fromEntries(Object.entries(known).filter(([, value]) => value !== undefined))
}

const kit = z.object({
  title: words,
  summary: words,
  sources: list(z.object({ key: z.string(), title: words, page: z.unknown().optional(), text: words })),
  vocabulary: list(
    z.preprocess(
      (value) => (typeof value === 'string' ? { term: value } : value),
      z.object({ term: z.string(), meaning: words, group: words }),
    ),
  ),
  grammar: list(
    z.preprocess(
      (value) => (typeof value === 'string' ? { label: value } : value),
      z.object({ label: words, term: words, name: words, body: words, use: words, explanation: words }),
    ),
  ),
  requirements: z.unknown().optional(),
  glossary: list(z.object({ term: z.string(), use: z.string() })),
  protectedTerms: list(named('term')),
  avoid: list(named('term')),
  tone: words,
})

const position = z.object({
  key: z.string(),
  notation: z.string(),
  phase: words,
  solution: words,
  line: words,
  themes: list(z.string()),
})

/** What every message for content may carry. */
const context = z.object({
  language: words,
  profile: z
    .object({ level: words, goals: words, tone: words })
    .nullish()
    .transform((profile) => profile ?? undefined),
  curriculum: z
    .object({
      subject: words,
      principles: list(z.object({ name: z.string(), explanation: words })),
      objectives: list(named('statement')),
      topics: list(z.string()),
    })
    .nullish()
    .transform((curriculum) => curriculum ?? undefined),
  kit: kit.nullish().transform((given) => given ?? undefined),
  format: words,
  game: words,
  parts,
  positions: list(position),
  existing: list(z.object({ title: words, objective: words })),
  problems: list(z.object({ key: words, path: words, problem: words })),
  only: list(z.string()),
})

const item = z.object({
  key: z.string(),
  subject: words,
  topic: words,
  objective: words,
  focus: words,
  variant: z.unknown().optional(),
  /** Keys of those of the message; none: all. */
  positions: list(z.string()),
})

export const lessonTaskSchema = context.extend({ task: z.literal('lessons'), items: z.array(item).min(1) })

/** What a plan or a section is written of: one lesson or course. */
const subject = item.omit({ key: true }).extend({ title: words })

const one = context.extend({
  subject: words,
  topic: words,
  objective: words,
  focus: words,
  title: words,
  variant: z.unknown().optional(),
  /** The lesson or course that it belongs to, where it is told as one. */
  lesson: subject.nullish().transform((lesson) => lesson ?? undefined),
  course: subject
    .extend({ objectives: list(z.string()), lessons: list(z.string()) })
    .nullish()
    .transform((course) => course ?? undefined),
  request: subject
    .extend({ objectives: list(z.string()), lessons: number })
    .nullish()
    .transform((request) => request ?? undefined),
  items: list(item),
})

export const planTaskSchema = one.extend({
  task: z.literal('plan'),
  /** Of a course: how many, and what they have to cover. */
  lessons: number,
  objectives: list(z.string()),
})

export const sectionTaskSchema = one.extend({
  task: z.literal('section'),
  plan: z
    .union([z.string().transform((markdown) => ({ markdown })), z.object({ markdown: words })])
    .nullish()
    .transform((plan) => plan?.markdown || undefined),
  section: z.object({ key: z.string(), title: words, instructions: words }),
  needs: list(z.object({ section: z.string(), title: words, text: words })),
  /** Which of several calls it is, where the section is written in several. */
  call: z.object({ number: z.number(), of: z.number(), first: z.number() }).nullish(),
})

export const kitSummaryTaskSchema = z.object({
  task: z.literal('kitSummary'),
  language: words,
  /** Words that the summary may have. */
  maxWords: number,
  kit: kit.nullish().transform((given) => given ?? undefined),
  sources: kit.shape.sources,
})

export type ContentContext = z.infer<typeof context>
export type LessonTask = z.infer<typeof lessonTaskSchema>
export type PlanTask = z.infer<typeof planTaskSchema>
export type SectionTask = z.infer<typeof sectionTaskSchema>
export type KitSummaryTask = z.infer<typeof kitSummaryTaskSchema>
export type AskedPart = z.infer<typeof partFields>
export type SentPosition = z.infer<typeof position>
export type SentKit = z.infer<typeof kit>
/** What one lesson, plan or section is about. */
export type Asked = Omit<z.infer<typeof item>, 'key'>
