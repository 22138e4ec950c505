import type { PayloadRequest } from 'payload'
import { RequestError } from '../../errors.js'
import type { Format } from '../../generators/content/format.js'
import { writable } from '../../generators/content/judge.js'
import type { SectionDefinition } from '../../generators/content/section.js'
import type { LessonsInput } from '../../generators/lessons/input.js'
import type { LessonBasis, LessonItem } from '../../generators/lessons/lesson.js'
import { lessonPrompt } from '../../generators/lessons/prompt.js'
import { lessonsPerCall, roomFor } from '../../generators/lessons/size.js'
import type { Tier } from '../../model/Model.js'
import { countMessageTokens, countTokens } from '../../model/tokens.js'
import { sectionSettings } from '../../options/resolveModel.js'
import type { Settings } from '../../options/Settings.js'
import { loadSources } from '../sources/loadSources.js'
import { lessonsSection, sectionOf } from './plannedLesson.js'

/** Where a provider says nothing else. */
const usual = { contextTokens: 128_000, maxOutputTokens: 32_000 }
/** No text has fewer tokens than that for each character: what is longer need not be counted. */
const fewestTokensPerCharacter = 1 / 12

/** What a call of a run carries whatever it asks for, and how many lessons fit one. */
export interface Fitted {
  readonly basis: LessonBasis
  /** The first one of the format: as far as it can be written without positions, where none are sent. */
  readonly section: SectionDefinition
  readonly tier: Tier
  /** Of a prompt without lessons, by our own count. */
  readonly sharedTokens: number
  readonly batchSize: number
  /** Lessons that new ones must differ from. */
  readonly existing: number
}

interface FitLessons {
  input: Pick<LessonsInput, 'curriculum' | 'profile' | 'kit' | 'game' | 'positions' | 'batchSize'>
  format: Format
  items: readonly Omit<LessonItem, 'positions'>[]
  existing: number
}

/**
 * Counts what calls have in common, and how many lessons fit one.
 *
 * @throws RequestError 400 when the kit and whatever else is shared is more than a model can take
 */
export const fitLessons = async (
  settings: Settings,
  req: PayloadRequest,
  { input, format, items, existing }: FitLessons,
): Promise<Fitted> => {
  const { providers } = settings.model
  const [provider] = providers
  const { tier } = sectionSettings(settings.model, sectionOf(format, lessonsSection))
  const model = provider.models[tier]
  const loaded = await loadSources(settings, req, input)
  const [whole] = format.sections
  if (!whole) throw new Error(`The format "${format.key}" has no section.`)
  const section = input.game != null && input.positions > 0 ? whole : writable(whole, {})
  const game = settings.games.find(({ slug }) => slug === input.game)
  const basis: LessonBasis = { ...loaded, format: format.label, section, game, positions: [], existing: [] }
  const limits = {
    contextTokens: least(providers.map(({ limits: { contextTokens = usual.contextTokens } }) => contextTokens)),
    maxOutputTokens: least(providers.map(({ limits: { maxOutputTokens = usual.maxOutputTokens } }) => maxOutputTokens)),
  }
  checkSize(loaded.sources, limits.contextTokens - roomFor(section))
  const sharedTokens = await countMessageTokens(lessonPrompt({ basis, items: [], problems: [] }), model)
  if (sharedTokens + roomFor(section) > limits.contextTokens) throw tooLarge(sharedTokens, limits.contextTokens)
  const longest = items.map((item) => JSON.stringify(item)).toSorted((a, b) => b.length - a.length)[0] ?? ''
  const itemTokens = await countTokens(longest, model)
  const batchSize = lessonsPerCall({ section, batchSize: input.batchSize, sharedTokens, itemTokens, ...limits })
  return { basis, section, tier, sharedTokens, batchSize, existing }
}

const least = (values: readonly number[]): number => Math.min(...values)

/** Says so before minutes are spent on counting the tokens of megabytes. */
const checkSize = (sources: LessonBasis['sources'], mostTokens: number): void => {
  const characters = JSON.stringify(sources).length
  if (characters * fewestTokensPerCharacter > mostTokens) {
    throw tooLarge(Math.round(characters / 4), mostTokens)
  }
}

const tooLarge = (tokens: number, most: number): RequestError =>
  new RequestError(
    400,
    `The kit and curriculum have about ${tokens} tokens, more than a model can take at once (${most} with the answer): ` +
      'take out what is not needed, or split the kit.',
    { code: 'kit_too_large', tokens, max: most, option: 'model.providers[].limits.contextTokens' },
  )
