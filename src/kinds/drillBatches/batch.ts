import type { PayloadRequest } from 'payload'
import { readTogether } from '../../database/transactions.js'
import { readRejections } from '../../drafts/rejections.js'
import { judgeDrills } from '../../generators/drillSeries/check.js'
import { drillWireSchema, sourceOfDrill } from '../../generators/drillSeries/drill.js'
import { choicesOf, drillPrompt } from '../../generators/drillSeries/prompt.js'
import { sectionSettings } from '../../options/resolveModel.js'
import type { Section, Settings } from '../../options/Settings.js'
import type { ItemProblem, OpenStep, RunDoc } from '../../runs/kind/RunKind.js'
import type { Id, Step } from '../../runs/vocabulary.js'
import { findPositions, positionDeleted } from '../sources/positions.js'
import { batchOf, type DrillStep, type DrillsOfRun, drillStepInputSchema } from './drillBatch.js'
import { saveDrills } from './save.js'

/** Drills are written by a provider's complex model, in short calls. */
export const drillsSection: Section = { name: 'drills', tier: 'complex', isHeavy: false }

/** Room for one drill, with reserve; a longer answer is cut off by the provider and asked for again. */
const maxOutputTokensPerDrill = 1200

interface OpenDrillBatch {
  req: PayloadRequest
  run: RunDoc
  step: Step
  /** Reads what drills of the run have in common. */
  parse: () => Promise<DrillsOfRun>
  /** The series that they belong to. */
  series: Id | undefined
}

/** Loads what a batch needs and binds it to the generator's prompt and checks. */
export const openDrillBatch = async (
  settings: Settings,
  { req, run, step, parse, series }: OpenDrillBatch,
): Promise<OpenStep> => {
  const { items } = drillStepInputSchema.parse(step.input)
  const ids = items.map(({ position }) => position)
  const [parsed, positions, avoid] = await readTogether(req, [
    parse,
    () => findPositions(req, settings.slugs.positions, ids),
    () => readRejections(settings, req, { name: 'drills', series }),
  ])
  const { game } = parsed
  const drills: DrillStep = { items, parsed, series }
  const batch = batchOf(settings, drills, new Map(positions.map((position) => [position.id, position])))
  const impossible: ItemProblem[] = []
  const possible = batch.items.filter((item) => {
    if (choicesOf({ game, item, choices: batch.choices }) > 1) return true
    impossible.push({ key: item.key, problem: 'the position has no other legal move to choose from' })
    return false
  })
  for (const { key } of items) {
    if (!batch.items.some((item) => item.key === key)) impossible.push(positionDeleted(key))
  }

  const itemsOf = (keys: readonly string[]) => possible.filter(({ key }) => keys.includes(key))
  return {
    keys: items.map(({ key }) => key),
    impossible,
    ask: (keys, problems) => ({
      messages: drillPrompt({ batch, game, items: itemsOf(keys), problems, avoid }),
      schemaName: 'drills',
      wireSchema: drillWireSchema,
      ...sectionSettings(settings.model, drillsSection),
      urgency: parsed.input.urgency,
      ledger: {
        feature: `${run.kind}/${drillsSection.name}`,
        subject: parsed.curriculum?.subject ?? game.label,
      },
      maxOutputTokens: maxOutputTokensPerDrill * keys.length,
    }),
    judge: (answer, keys) => judgeDrills({ answer, items: itemsOf(keys), batch, game }),
    sourceOf: (key) => {
      const [item] = itemsOf([key])
      return item && sourceOfDrill(batch, item)
    },
    save: (saveReq, made) => saveDrills({ settings, req: saveReq, run, step, drills, made }),
  }
}
