import { z } from 'zod'
import type { Part } from '../content/part.js'
import type { SectionDefinition } from '../content/section.js'

/** Tokens of an item as models write it, by and large. */
const tokensOfItem = { entries: 55, questions: 190, boards: 60 } as const
/** In English, by and large. */
export const charactersPerToken = 4
/** Of a text or list that no limit says anything about. */
const usual = { characters: 700, items: 5, nodes: 25 } as const
const tokensOfNode = 25
/** Title, key, and the names of the parts. */
const tokensAround = 60

/** Tokens that a model writes for a section once, by its parts and their limits. For estimates; not measured per model. */
export const completionTokensOf = ({ parts }: Pick<SectionDefinition, 'parts'>): number =>
  Object.values(parts).reduce((sum, part) => sum + tokensOf(part), tokensAround)

const tokensOf = (part: Part): number => {
  if (part.sort === 'prose') {
    const { minLength = 0 } = limitsOf(part)
    return Math.round(Math.max(usual.characters, 1.4 * minLength) / charactersPerToken)
  }
  if (part.sort === 'tree') return usual.nodes * tokensOfNode
  const { min = 1, max = usual.items } = part.items ?? {}
  return Math.max(min, Math.min(max, usual.items)) * tokensOfItem[part.sort]
}

/** Models that think write much more than they answer; what is longer is cut off and asked for again with more room. */
const roomFactor = 2.5

/** The length limit of a call for one of it. */
export const roomFor = (section: Pick<SectionDefinition, 'parts'>): number =>
  Math.round(roomFactor * completionTokensOf(section))

const jsonLimits = z.object({ minLength: z.number().optional(), maxLength: z.number().optional() })

const limitsOf = ({ wireSchema }: Part): z.infer<typeof jsonLimits> =>
  jsonLimits.parse(z.toJSONSchema(wireSchema, { unrepresentable: 'any' }))

/** A part as a message tells of it. */
export interface AskedPart {
  readonly name: string
  readonly sort: Part['sort']
  readonly instructions: string
  readonly min?: number
  readonly max?: number
  readonly minChars?: number
}

/** The parts of a section in a message: what the schema cannot say, and the numbers that not every provider reads there. */
export const askedParts = ({ parts }: Pick<SectionDefinition, 'parts'>): AskedPart[] =>
  Object.entries(parts).map(([name, part]) => {
    const { minLength } = limitsOf(part)
    return {
      ...{ name, sort: part.sort, instructions: part.instructions },
      ...part.items,
      ...(minLength === undefined ? {} : { minChars: minLength }),
    }
  })

interface LessonsPerCall {
  section: Pick<SectionDefinition, 'parts'>
  /** As asked for. */
  batchSize: number
  /** Tokens of the message that lessons share. */
  sharedTokens: number
  /** Tokens of the longest item in the message. */
  itemTokens: number
  /** Tokens that a model takes and writes together, and most that it writes. */
  contextTokens: number
  maxOutputTokens: number
}

/** How many lessons fit one call: as many as asked for, fewer where the model could not take or write so many, at least 1. */
export const lessonsPerCall = (given: LessonsPerCall): number => {
  const room = roomFor(given.section)
  const byOutput = Math.floor(given.maxOutputTokens / room)
  const byContext = Math.floor((given.contextTokens - given.sharedTokens) / (room + given.itemTokens))
  return Math.max(1, Math.min(given.batchSize, byOutput, byContext))
}
