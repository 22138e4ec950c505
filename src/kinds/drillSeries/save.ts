import type { PayloadRequest } from 'payload'
import { transactionOf } from '../../database/transactions.js'
import { type DrillBatch, drillSchema } from '../../generators/drillSeries/drill.js'
import { orderOfDrillKey } from '../../generators/drillSeries/drillKey.js'
import type { PlannedDrill } from '../../generators/drillSeries/plan.js'
import { drillPromptVersion } from '../../generators/drillSeries/prompt.js'
import { markdownToRichText } from '../../generators/richText.js'
import type { Settings } from '../../options/Settings.js'
import type { MadeDraft, RunDoc } from '../../runs/RunKind.js'
import type { Step } from '../../runs/vocabulary.js'
import { keepFacts } from './drillFacts.js'
import type { PositionDoc } from './positions.js'

interface SaveDrills {
  settings: Settings
  req: PayloadRequest
  run: RunDoc
  step: Step
  batch: DrillBatch
  planned: readonly PlannedDrill<PositionDoc>[]
  drafts: readonly MadeDraft[]
}

/** Creates drills as drafts, one after the other: after the first error nothing more may be written. */
export const saveDrills = async ({ settings, req, run, step, batch, planned, drafts }: SaveDrills): Promise<void> => {
  const byKey = new Map(planned.map((drill) => [drill.key, drill]))
  const pairs = drafts.flatMap((made) => {
    const drill = byKey.get(made.key)
    return drill ? [{ made, ...drill }] : []
  })
  // The drills' own hook checks them; with this it needs to look nothing up.
  const library = new Map(pairs.map(({ position }) => [position.id, position]))
  keepFacts(req, { run: run.id, library, language: batch.profile?.language, seed: batch.seed })
  // Every writer counts drills on positions in the order of their ids, so that two runs cannot lock each other out.
  pairs.sort((a, b) => (a.position.id < b.position.id ? -1 : 1))
  for (const { made, position, principle } of pairs) {
    const drill = drillSchema.parse(made.draft)
    // A hook may have swallowed an error that rolled us back; Payload would then commit what follows on its own.
    await transactionOf(req)
    await req.payload.create({
      collection: settings.slugs.drills,
      draft: true,
      depth: 0,
      // A job has no user; the requester was authorised when the run was admitted.
      overrideAccess: true,
      req,
      data: {
        series: run.series,
        order: orderOfDrillKey(made.key),
        position: position.id,
        game: position.game,
        notation: position.notation,
        principle,
        phase: position.phase,
        difficulty: position.difficulty,
        prompt: drill.prompt,
        choices: drill.choices,
        solution: drill.solution,
        explanation: markdownToRichText(drill.explanation),
        hints: drill.hints.map((text) => ({ text })),
        provenance: {
          run: run.id,
          step: step.id,
          item: made.key,
          model: made.model,
          provider: made.provider,
          promptVersion: drillPromptVersion,
          offline: settings.model.providers.some(({ name, offline }) => name === made.provider && offline),
        },
        _status: 'draft',
      },
    })
  }
}
