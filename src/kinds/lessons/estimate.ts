import type { PayloadRequest } from 'payload'
import { RequestError } from '../../errors.js'
import { type Format, isStaged } from '../../generators/content/format.js'
import { splitsOf } from '../../generators/content/split.js'
import { groupLessons } from '../../generators/lessons/batches.js'
import type { LessonsInput } from '../../generators/lessons/input.js'
import type { LessonBasis, LessonItem } from '../../generators/lessons/lesson.js'
import { lessonPrompt } from '../../generators/lessons/prompt.js'
import { sectionPrompt } from '../../generators/lessons/sectionPrompt.js'
import { completionTokensOf, lessonsPerCall, roomFor } from '../../generators/lessons/size.js'
import { planPrompt } from '../../generators/plans/prompt.js'
import { costOf, priceOf } from '../../model/Provider.js'
import { countMessageTokens, countTokens, tokenFactor } from '../../model/tokens.js'
import type { Settings } from '../../options/Settings.js'
import type { Estimate } from '../../runs/RunKind.js'
import { readCountedCalls } from '../../runs/sql/attempts.js'
import { poolStore, storeIn } from '../../runs/sql/store.js'
import { itemsOf } from './input.js'
import { loadSources } from './sources.js'

/** What models write in a second, by and large, and how long they think before. */
const tokensPerSecond = 60
const secondsToFirstToken = 1
/** Slots of a worker that was told nothing else. */
const callsAtOnce = 3

/** Where a provider says nothing else. */
const usual = { contextTokens: 128_000, maxOutputTokens: 32_000 }
/** A plan as prompts carry it, in tokens. */
const planTokens = 700
/** No text has fewer tokens than that for each character: what is longer need not be counted. */
const fewestTokensPerCharacter = 1 / 12

interface EstimateLessons {
  input: LessonsInput
  format: Format
  items: readonly Omit<LessonItem, 'positions'>[]
}

/**
 * What a run of lessons will take, by its real prompts and the tokenizer of the first provider's model, and how many lessons
 * fit one call.
 *
 * @throws RequestError 400 when the kit and whatever else is shared is more than a model can take
 */
export const estimateLessons = async (
  settings: Settings,
  req: PayloadRequest,
  { input, format, items }: EstimateLessons,
): Promise<{ estimate: Omit<Estimate, 'requested' | 'notice'>; batchSize: number }> => {
  const { providers } = settings.model
  const [provider] = providers
  const model = provider.models.complex
  const loaded = await loadSources(settings, req, input)
  const [section] = format.sections
  if (!section) throw new Error(`The format "${format.key}" has no section.`)
  const game = settings.games.find(({ slug }) => slug === input.game)
  const basis: LessonBasis = { ...loaded, format: format.label, section, game, positions: [], existing: [] }
  const limits = {
    contextTokens: least(providers.map(({ limits: { contextTokens = usual.contextTokens } }) => contextTokens)),
    maxOutputTokens: least(providers.map(({ limits: { maxOutputTokens = usual.maxOutputTokens } }) => maxOutputTokens)),
  }
  const empty = lessonPrompt({ basis, items: [], problems: [] })
  checkSize(loaded.sources, limits.contextTokens - roomFor(section))
  const sharedTokens = await countMessageTokens(empty, model)
  if (sharedTokens + roomFor(section) > limits.contextTokens) throw tooLarge(sharedTokens, limits.contextTokens)
  const longest = items.map((item) => JSON.stringify(item)).toSorted((a, b) => b.length - a.length)[0] ?? ''
  const itemTokens = await countTokens(longest, model)
  const batchSize = lessonsPerCall({ section, batchSize: input.batchSize, sharedTokens, itemTokens, ...limits })
  const parts = isStaged(format)
    ? await stagedCalls({ format, items, basis, model, context: input.context ?? settings.plans.context })
    : groupLessons(items, batchSize).map(({ length }) => ({
        promptTokens: sharedTokens + length * itemTokens,
        completionTokens: length * completionTokensOf(section),
      }))
  const store = req.transactionID ? await storeIn(req, settings) : poolStore(req.payload, settings)
  // Providers count other tokens than we do: learnt from what they told of this model's last calls.
  const factor = tokenFactor(await readCountedCalls(store, { provider: provider.name, model }))
  const sum = (name: 'promptTokens' | 'completionTokens') => parts.reduce((total, part) => total + part[name], 0)
  const calls = parts.length
  const usage = {
    promptTokens: Math.round(factor * sum('promptTokens')),
    completionTokens: sum('completionTokens'),
    ...{ cachedTokens: 0, cacheWriteTokens: 0, reasoningTokens: 0 },
  }
  const cost = costOf(usage, priceOf(providers, provider.name, model))
  const perCall = usage.completionTokens / Math.max(1, calls)
  return {
    batchSize,
    estimate: {
      calls,
      promptTokens: usage.promptTokens,
      completionTokens: usage.completionTokens,
      cost: cost === null ? null : { low: cost, high: cost * 2 },
      seconds: Math.ceil(Math.ceil(calls / callsAtOnce) * (secondsToFirstToken + perCall / tokensPerSecond)),
      facts: { items: itemsOf(format), lessons: items.length },
    },
  }
}

const least = (values: readonly number[]): number => Math.min(...values)

/** Calls of one sort, and what each takes. */
interface Calls {
  readonly promptTokens: number
  readonly completionTokens: number
}

interface StagedCalls extends Omit<EstimateLessons, 'input'> {
  basis: LessonBasis
  model: string
  context: 'minimal' | 'full'
}

/** A plan for each request, where none can be found again, and then each section. */
const stagedCalls = async ({ format, items, basis, model, context }: StagedCalls): Promise<Calls[]> => {
  const [first] = items
  if (!first) return []
  const { plan } = format
  const planCall = plan && {
    promptTokens: await countMessageTokens(
      planPrompt({
        ...{ format: format.label, definition: plan, sources: basis.sources, context, problems: [] },
        request: { topic: first.topic, objectives: [], language: basis.language },
        parts: Object.keys(plan.section.parts),
      }),
      model,
    ),
    completionTokens: completionTokensOf(plan.section),
  }
  const sections = await Promise.all(
    // Of a section in several calls each has a share of the items.
    format.sections.flatMap(splitsOf).map(async ({ section }): Promise<Calls> => {
      const messages = sectionPrompt({
        ...{ basis, format, section, needs: [], context, problems: [], plan: undefined },
        lesson: { ...first, title: first.topic },
      })
      const promptTokens = (await countMessageTokens(messages, model)) + (plan ? planTokens : 0)
      return { promptTokens, completionTokens: completionTokensOf(section) }
    }),
  )
  return items.flatMap(() => [...(planCall ? [planCall] : []), ...sections])
}

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
