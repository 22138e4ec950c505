import { shortened, toMarkdown } from './content/markdown.js'
import type { WrittenPart } from './content/part.js'
import { countWords, visibleText } from './content/texts.js'

/** A lesson, or a section of a lesson or course, as its reader sees it. */
export interface LearningFacts {
  readonly name: string
  /** What a learner can do afterwards. */
  readonly objective?: string
  /** A BCP 47 tag. */
  readonly language?: string
  /** `difficulty` of the lesson, else `level` of its profile. */
  readonly level?: string
  readonly parts: readonly WrittenPart[]
  readonly sections?: readonly LearningFacts[]
}

interface CourseFacts {
  readonly name: string
  readonly description?: string
  readonly keywords?: readonly string[]
  readonly language?: string
  /** `level` of its profile. */
  readonly level?: string
  readonly lessons: readonly LearningFacts[]
  readonly sections: readonly LearningFacts[]
  readonly series: readonly { readonly name: string; readonly drills: number }[]
}

export type JsonLd = Readonly<Record<string, unknown>>

const context = 'https://schema.org'

/**
 * A course as schema.org describes one (https://schema.org/Course), from nothing but what its reader may see:
 *
 * - `name`, `description`, `keywords`, `inLanguage`: title, description, keywords and language of the course
 * - `educationalLevel`: the level of its profile
 * - `teaches`: the objectives of its lessons, each once
 * - `assesses`: the objectives that questions in its lessons and sections name, each once
 * - `timeRequired`: of all its parts together, see `minutesOf`, with a minute for each drill
 * - `hasPart`: its lessons, sections and drill series, as `LearningResource`
 */
export const courseJsonLd = (course: CourseFacts): JsonLd => {
  const { name, description, keywords, language, level, lessons, sections, series } = course
  const all = [...lessons, ...sections]
  const drills = series.reduce((sum, one) => sum + one.drills, 0)
  return given({
    '@context': context,
    '@type': 'Course',
    name,
    description,
    keywords,
    inLanguage: language,
    educationalLevel: level,
    teaches: once(lessons.flatMap(({ objective }) => objective ?? [])),
    assesses: once(all.flatMap(assessed)),
    timeRequired: duration(all.reduce((sum, one) => sum + minutesOf(one, language), drills)),
    hasPart: [
      ...lessons.map((lesson) => resource(lesson, 'lesson', language)),
      ...sections.map((section) => resource(section, 'section', language)),
      ...series.map((one) =>
        given({
          '@type': 'LearningResource',
          name: one.name,
          learningResourceType: 'exercises',
          timeRequired: duration(one.drills),
        }),
      ),
    ],
  })
}

/**
 * A lesson as schema.org describes one (https://schema.org/LearningResource), from nothing but what its reader may see:
 *
 * - `name`, `inLanguage`, `educationalLevel`: title, language and difficulty of the lesson, else the level of its profile
 * - `description`: the beginning of its first text, at most 300 characters
 * - `teaches`: its objective
 * - `assesses`: the objectives that its questions name, each once
 * - `timeRequired`: of its parts and sections, see `minutesOf`
 * - `hasPart`: its sections, where it has any
 */
export const lessonJsonLd = (lesson: LearningFacts): JsonLd => ({
  '@context': context,
  ...resource(lesson, 'lesson'),
})

const resource = (facts: LearningFacts, type: 'lesson' | 'section', outer?: string): JsonLd => {
  const { name, objective, level, sections = [] } = facts
  const language = facts.language ?? outer
  return given({
    '@type': 'LearningResource',
    learningResourceType: type,
    name,
    description: descriptionOf(facts),
    inLanguage: language,
    educationalLevel: level,
    teaches: objective === undefined || objective === '' ? [] : [objective],
    assesses: once(assessed(facts)),
    timeRequired: duration(minutesOf(facts, language)),
    hasPart: sections.map((section) => resource(section, 'section', language)),
  })
}

const longestDescription = 300

const descriptionOf = ({ parts, sections = [] }: LearningFacts): string | undefined => {
  const texts = [...parts, ...sections.flatMap((section) => section.parts)]
  const first = texts.find(({ sort, value }) => sort === 'prose' && value.length > 0)
  if (first?.sort !== 'prose') return undefined
  return shortened(visibleText(first.value).replace(/\s+/g, ' '), longestDescription)
}

const assessed = ({ parts, sections = [] }: LearningFacts): string[] => [
  ...parts.flatMap((part) => (part.sort === 'questions' ? part.value.flatMap(({ objective }) => objective ?? []) : [])),
  ...sections.flatMap(assessed),
]

/** Words that people read in a minute when they learn something new; fewer than the 240 of a novel (Brysbaert 2019). */
const wordsPerMinute = 180

/** How long it takes: its words at 180 a minute, and a minute for each question. */
const minutesOf = ({ parts, sections = [], language }: LearningFacts, outer?: string): number => {
  const own = parts.reduce((sum, part) => {
    if (part.sort === 'questions') return sum + part.value.length
    return sum + countWords(visibleText(toMarkdown(part)), language ?? outer) / wordsPerMinute
  }, 0)
  return own + sections.reduce((sum, section) => sum + minutesOf(section, language ?? outer), 0)
}

/** ISO 8601, whole minutes: `PT1H5M`; none for nothing. */
const duration = (minutes: number): string | undefined => {
  if (minutes <= 0) return undefined
  const whole = Math.ceil(minutes)
  const [hours, rest] = [Math.floor(whole / 60), whole % 60]
  return `PT${hours > 0 ? `${hours}H` : ''}${rest > 0 || hours === 0 ? `${rest}M` : ''}`
}

const once = (texts: readonly string[]): string[] => [...new Set(texts.map((text) => text.trim()))].filter(Boolean)

/** Without what is not known. */
const given = (values: Readonly<Record<string, unknown>>): JsonLd =>
  Object.fromEntries(
    Object.entries(values).filter(
      ([, value]) => value != null && value !== '' && !(Array.isArray(value) && value.length === 0),
    ),
  )
