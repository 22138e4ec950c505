import type { Format } from '../../generators/content/format.js'
import { writable } from '../../generators/content/judge.js'
import type { SectionDefinition } from '../../generators/content/section.js'
import { splitsOf } from '../../generators/content/split.js'
import type { LessonBasis } from '../../generators/lessons/lesson.js'
import { mostCharacters, sectionPrompt, type ToldParent } from '../../generators/lessons/sectionPrompt.js'
import { charactersPerToken, completionTokensOf } from '../../generators/lessons/size.js'
import { completionOf, type PlannedCalls } from '../../limits/estimate.js'
import type { Measured } from '../../limits/measured.js'
import { countMessageTokens } from '../../model/tokens.js'

/** What is written once and read by others: as text it is shorter than as JSON, whose names and quotes it does not have. */
const textOfAnswer = 0.85
/** Of a text that goes into a prompt: its names and quotes. */
const tokensAround = 20

export const textTokens = (completionTokens: number): number => completionTokens * textOfAnswer

interface SectionCalls {
  format: Format
  /** Those that are to be written. */
  sections: readonly SectionDefinition[]
  basis: LessonBasis
  about: ToldParent
  context: keyof typeof mostCharacters
  measured: Measured
  /** Of the plan as text. */
  planTokens: number | undefined
  /** Of what is no section and is needed by some, as text, by name. */
  others?: Readonly<Record<string, number>>
  /** Lessons or courses that have them. */
  times: number
  /** The stage of what needs no other section. */
  firstStage: number
}

/** The calls of sections, some of them in several, one after the other. */
export const sectionCalls = async (given: SectionCalls): Promise<PlannedCalls[]> => {
  const { format, sections, measured } = given
  const known = new Map(
    format.sections.map((section) => {
      const own = { feature: `${format.key}/${section.key}`, completionTokens: completionTokensOf(section) }
      const calls = splitsOf(section).length
      // Of all its calls together.
      return [section.key, textTokens(completionOf(measured, { ...own, items: calls }))] as const
    }),
  )
  for (const [name, tokens] of Object.entries(given.others ?? {})) known.set(name, tokens)
  return Promise.all(sections.flatMap((section) => callsOf(given, section, known)))
}

const callsOf = (
  { format, basis, about, context, measured, planTokens = 0, times, firstStage }: SectionCalls,
  section: SectionDefinition,
  /** Tokens of each section as text. */
  known: ReadonlyMap<string, number>,
): Promise<PlannedCalls>[] => {
  const feature = `${format.key}/${section.key}`
  const most = {
    plan: mostCharacters[context].plan / charactersPerToken,
    needs: mostCharacters[context].needs / charactersPerToken,
  }
  const needs = section.dependsOn.filter((need) => known.has(need.section))
  const needTokens = needs.reduce(
    (sum, need) => sum + tokensAround + Math.min(most.needs / needs.length, known.get(need.section) ?? 0),
    0,
  )
  const shown = writable(section, { positions: new Map(basis.positions.map((one) => [one.key, one])) })
  const splits = splitsOf(shown)
  const stage = firstStage + depthOf(format, section.key)
  return splits.map(async (split, index): Promise<PlannedCalls> => {
    const messages = sectionPrompt({
      ...{ format, basis, about, section: split.section, needs: [], context, problems: [], plan: undefined },
      call:
        splits.length > 1
          ? { number: index + 1, of: splits.length, first: split.first + 1, written: undefined }
          : undefined,
    })
    const before = index === 0 ? 0 : Math.min(most.needs, ((known.get(section.key) ?? 0) * index) / splits.length)
    const own = await countMessageTokens(messages, measured.of(feature).model)
    const carried = Math.min(most.plan, planTokens) + needTokens + before
    return {
      ...{ feature, calls: times, items: times, stage },
      promptTokens: times * (own + carried),
      completionTokens: times * completionTokensOf(split.section),
    }
  })
}

/** How many sections must come before it, one after the other. */
const depthOf = (format: Format, key: string, seen: readonly string[] = []): number => {
  const section = format.sections.find((one) => one.key === key)
  const needs = section?.dependsOn.filter((need) => !seen.includes(need.section) && need.section !== key) ?? []
  return Math.max(0, ...needs.map((need) => 1 + depthOf(format, need.section, [...seen, key])))
}
