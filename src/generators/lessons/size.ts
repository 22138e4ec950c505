import { z } from 'zod'
import type { Part } from '../content/part.js'
import type { SectionDefinition } from '../content/section.js'

/** Tokens of an item as models write it, by and large. */
const tokensOfItem = { entries: 55, questions: 190, boards: 60 } as const
/** In English, by and large. */
export const charactersPerToken = 4
/** Of a text or list that no limit says anything about. */
const usual = { characters: 700, words: 120, items: 5, nodes: 25 } as const
const tokensPerWord = 1.4
/** Of an entry, with the names around it. */
const tokensOfLabel = 20
const tokensOfNode = 25
/** Title, key, and the names of the parts. */
const tokensAround = 60

/** Tokens that a model writes for a section once, by its parts and their limits. For estimates; not measured per model. */
export const completionTokensOf = ({ parts }: Pick<SectionDefinition, 'parts'>): number =>
  Object.values(parts).reduce((sum, part) => sum + tokensOf(part), tokensAround)

const tokensOf = (part: Part): number => {
  const ofWords = tokensOfWords(part)
  if (part.sort === 'prose') {
    const { minLength = 0 } = limitsOf(part)
    const characters = 1.4 * minLength
    return Math.round(Math.max(ofWords ?? usual.characters / charactersPerToken, characters / charactersPerToken))
  }
  if (part.sort === 'tree') return usual.nodes * tokensOfNode
  const { min = 1, max = usual.items } = part.items ?? {}
  const each = ofWords === undefined ? tokensOfItem[part.sort] : tokensOfLabel + ofWords
  return Math.round(Math.max(min, Math.min(max, usual.items)) * each)
}

/** Of a text, or each body of a list, that is to have so many words: in the middle of what is allowed. */
const tokensOfWords = ({ words: { min, max } = {} }: Part): number | undefined => {
  if (min === undefined) return max === undefined ? undefined : Math.min(max / 2, usual.words) * tokensPerWord
  return (max === undefined ? 1.4 * min : (min + max) / 2) * tokensPerWord
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
  readonly maxChars?: number
}

/** The parts of a section in a message: what the schema cannot say, and the numbers that not every provider reads there. */
export const askedParts = ({ parts }: Pick<SectionDefinition, 'parts'>): AskedPart[] =>
  Object.entries(parts).map(([name, part]) => {
    const { minLength, maxLength } = limitsOf(part)
    return {
      ...{ name, sort: part.sort, instructions: part.instructions },
      ...part.items,
      ...(minLength === undefined ? {} : { minChars: minLength }),
      ...(maxLength === undefined ? {} : { maxChars: maxLength }),
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
