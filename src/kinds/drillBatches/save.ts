import type { PayloadRequest } from 'payload'
import { table } from '../../database/adapter.js'
import { transactionOf } from '../../database/transactions.js'
import { lockDocuments } from '../../drafts/documentLocks.js'
import { type Draft, writeDrafts } from '../../drafts/writeDrafts.js'
import { checkDrill } from '../../generators/drillSeries/check.js'
import { type Drill, type DrillItem, drillSchema, sourceOfDrill } from '../../generators/drillSeries/drill.js'
import { orderOfDrillKey } from '../../generators/drillSeries/drillKey.js'
import { drillPromptVersion } from '../../generators/drillSeries/prompt.js'
import { markdownToRichText } from '../../generators/richText.js'
import { countTogether } from '../../library/drillCounts.js'
import type { Settings } from '../../options/Settings.js'
import type { ItemProblem, MadeDraft, RunDoc, Saved } from '../../runs/kind/RunKind.js'
import type { Step } from '../../runs/vocabulary.js'
import { findPositions, type PositionDoc, positionDeleted } from '../sources/positions.js'
import { batchOf, type DrillStep } from './drillBatch.js'
import { keepFacts } from './drillFacts.js'
import { findPublished } from './publishedTwin.js'

interface SaveDrills {
  settings: Settings
  req: PayloadRequest
  run: RunDoc
  step: Step
  drills: DrillStep
  made: readonly MadeDraft[]
}

/**
 * Creates drills as drafts. Each is checked against its position as it stands in the library now, locked until the
 * drafts are committed: an answer may be days old, and an editor may have corrected the position since.
 */
export const saveDrills = async ({ settings, req, run, step, drills, made }: SaveDrills): Promise<Saved> => {
  if (made.length === 0) return {}
  const { positions: collection } = settings.slugs
  const ids = drills.items.filter(({ key }) => made.some((draft) => draft.key === key)).map(({ position }) => position)
  await lockDocuments(req, { collection, ids })
  const positions = new Map((await findPositions(req, collection, ids)).map((position) => [position.id, position]))
  const batch = batchOf(settings, drills, positions)
  const refused: ItemProblem[] = []
  const good: { made: MadeDraft; drill: Drill; item: DrillItem; position: PositionDoc }[] = []
  for (const draft of made) {
    const { key } = draft
    const item = batch.items.find((known) => known.key === key)
    const position = positions.get(drills.items.find((known) => known.key === key)?.position ?? '')
    if (!item || !position) refused.push(positionDeleted(key))
    else {
      const result = checkDrill({ drill: drillSchema.parse(draft.draft), item, batch, game: drills.parsed.game })
      if ('problem' in result) refused.push({ key, problem: result.problem })
      else good.push({ made: draft, drill: result.drill, item, position })
    }
  }
  if (refused.length > 0) return { refused }
  // Hooks count drills on positions; those are locked in this order already.
  good.sort((a, b) => (a.position.id < b.position.id ? -1 : 1))
  const drafts = good.map(
    ({ made: draft, drill, item, position }): Draft => ({
      made: draft,
      written: {
        prompt: drill.prompt,
        choices: drill.choices,
        solution: drill.solution,
        explanation: markdownToRichText(drill.explanation),
        hints: drill.hints.map((text) => ({ text })),
      },
      data: {
        series: drills.series,
        order: orderOfDrillKey(draft.key),
        position: position.id,
        game: position.game,
        notation: position.notation,
        principle: item.principle,
        phase: position.phase,
        difficulty: position.difficulty,
      },
      source: sourceOfDrill(batch, item),
    }),
  )
  // The drills' own hooks check and count them; with this they need neither look anything up nor count one by one.
  keepFacts(req, {
    ...{ run: run.id, library: positions, published: await findPublished(settings, req, ids) },
    ...{ language: batch.profile?.language, seed: batch.seed },
  })
  const count = countTogether(req, positions.keys())
  await writeDrafts({
    ...{ settings, req, run, step, drafts },
    collection: settings.slugs.drills,
    promptVersion: drillPromptVersion,
  })
  await count({ db: await transactionOf(req), positions: table(req.payload, collection) })
  return {}
}
