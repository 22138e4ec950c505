import type { PayloadRequest } from 'payload'
import { z } from 'zod'
import { id, rows, text } from '../../database/stored.js'
import { readTogether } from '../../database/transactions.js'
import { lockDocuments } from '../../drafts/documentLocks.js'
import { markdownReader } from '../../drafts/parts/richText.js'
import { readRejections } from '../../drafts/rejections.js'
import { rewriteDraft } from '../../drafts/rewriteDraft.js'
import { isRichText } from '../../generators/content/blocks.js'
import { checkDrill, judgeDrills } from '../../generators/drillSeries/check.js'
import {
  type DrillBatch,
  drillSchema,
  drillWireSchema,
  objectivesTold,
  sourceOfDrill,
} from '../../generators/drillSeries/drill.js'
import { type DrillRevision, drillPrompt, drillPromptVersion } from '../../generators/drillSeries/prompt.js'
import { markdownToRichText } from '../../generators/richText.js'
import { sectionSettings } from '../../options/resolveModel.js'
import type { Settings } from '../../options/Settings.js'
import type { OpenStep, RunDoc } from '../../runs/kind/RunKind.js'
import { gaps } from '../../runs/step/noCall.js'
import type { Id } from '../../runs/vocabulary.js'
import { isRecord } from '../../text.js'
import { orderSeedOfDrill } from '../drillBatches/drillFacts.js'
import { findCurriculum, findProfile } from '../sources/documents.js'
import { findPositions, positionDeleted } from '../sources/positions.js'
import { savedAs } from './savedAs.js'
import { regenerateSection } from './section.js'
import type { FoundTarget } from './targets.js'

const drillDoc = z.object({
  position: id.nullish(),
  series: id.nullish(),
  principle: text,
  prompt: text,
  choices: rows(z.object({ text, correct: z.boolean().nullish().transform(Boolean), rationale: text })),
  solution: text,
  explanation: z.unknown(),
  hints: rows(z.object({ text })),
})

const seriesDoc = z.object({ curriculum: id.nullish(), profile: id.nullish() })

const maxOutputTokens = 1500

interface OpenDrill {
  req: PayloadRequest
  run: RunDoc
  key: string
  target: FoundTarget
  propose: boolean
  urgency: 'normal' | 'flex'
}

/** A drill that is written anew, on its position as it stands in the library now. */
export const openDrillAnew = async (settings: Settings, open: OpenDrill): Promise<OpenStep> => {
  const { req, run, key, target, propose, urgency } = open
  const { slugs } = settings
  const doc = drillDoc.parse(target.doc)
  const [position] = doc.position == null ? [] : await findPositions(req, slugs.positions, [doc.position])
  const game = settings.games.find(({ slug }) => slug === position?.game)
  if (!position || !game) return gaps([positionDeleted(key)])
  const series = await seriesOf(settings, req, doc.series)
  const [curriculum, profile, avoid, orderSeed] = await readTogether(req, [
    () => (series.curriculum == null ? undefined : findCurriculum(req, slugs.curricula, series.curriculum)),
    () => (series.profile == null ? undefined : findProfile(req, slugs.profiles, series.profile)),
    () => readRejections(settings, req, { name: 'drills', series: doc.series, document: target.value }),
    () => orderSeedOfDrill(settings, req, target.doc),
  ])
  const { notation, phase, difficulty, themes, solution } = position
  const batch: DrillBatch = {
    game: game.slug,
    seed: 0,
    choices: settings.drillSeries.choices,
    items: [{ key, notation, phase, difficulty, themes, solution, principle: doc.principle || undefined }],
    principles: curriculum?.principles ?? [],
    profile,
    curriculum: curriculum && {
      subject: curriculum.subject,
      objectives: curriculum.objectives.slice(0, objectivesTold),
    },
  }
  const [item] = batch.items
  const revision: DrillRevision = {
    current: currentOf(settings, req, doc),
    parts: target.parts ?? undefined,
    feedback: target.feedback ?? undefined,
  }
  return {
    keys: [key],
    impossible: [],
    ask: (_, problems) => ({
      messages: drillPrompt({
        batch,
        game,
        items: batch.items,
        problems,
        avoid,
        revision,
      }),
      schemaName: 'drills',
      wireSchema: drillWireSchema,
      ...sectionSettings(settings.model, regenerateSection),
      ...{ urgency, maxOutputTokens },
      ledger: { feature: 'regenerate/drills', subject: curriculum?.subject ?? game.label },
    }),
    sourceOf: () => item && sourceOfDrill(batch, item),
    judge: (answer) => judgeDrills({ answer, items: batch.items, batch, game }),
    save: async (saveReq, [made]) => {
      if (!made || !item) return {}
      await lockDocuments(saveReq, { collection: slugs.drills, ids: [target.value] })
      await lockDocuments(saveReq, { collection: slugs.positions, ids: [position.id] })
      const [now] = await findPositions(saveReq, slugs.positions, [position.id])
      if (!now) return { refused: [positionDeleted(key)] }
      const facts = { ...item, notation: now.notation, solution: now.solution }
      // It stays a drill of the run that made it, by whose seed its check marks judge the order.
      const checked = checkDrill({ drill: drillSchema.parse(made.draft), item: facts, batch, game, orderSeed })
      if ('problem' in checked) return { refused: [{ key, problem: checked.problem }] }
      const { drill } = checked
      const rewritten = await rewriteDraft({
        ...{ settings, req: saveReq, name: 'drills', id: target.value, run: run.id, made, propose },
        promptVersion: drillPromptVersion,
        feedback: target.feedback ?? undefined,
        named: target.parts ?? undefined,
        ...(target.parts ? {} : { source: sourceOfDrill(batch, item) }),
        valuesOf: (latest) =>
          Object.fromEntries(
            Object.entries({
              prompt: drill.prompt,
              choices: withIds(drill.choices, latest.choices),
              solution: drill.solution,
              explanation: markdownToRichText(drill.explanation),
              hints: withIds(
                drill.hints.map((hint) => ({ text: hint })),
                latest.hints,
              ),
            }).filter(([name]) => target.wanted.includes(name)),
          ),
      })
      if (!rewritten) return { refused: [{ key, problem: 'the drill was deleted' }] }
      return savedAs(key, target.feedback, rewritten)
    },
  }
}

/** The drill as a model would have written it. */
const currentOf = (
  { slugs }: Settings,
  { payload }: PayloadRequest,
  { prompt, choices, solution, explanation, hints }: z.output<typeof drillDoc>,
): DrillRevision['current'] => {
  const markdownOf = markdownReader(payload.config, { collection: slugs.drills, path: ['explanation'] })
  return {
    ...{ prompt, choices, solution },
    explanation: isRichText(explanation) ? markdownOf(explanation) : '',
    hints: hints.map((hint) => hint.text),
  }
}

const seriesOf = async ({ slugs }: Settings, req: PayloadRequest, series: Id | null | undefined) => {
  if (series == null) return seriesDoc.parse({})
  const found = await req.payload.findByID({
    ...{ collection: slugs.drillSeries, id: series, depth: 0, draft: true, disableErrors: true, req },
    select: { curriculum: true, profile: true },
    // Jobs act for the system; the requester was authorised when the run was admitted.
    overrideAccess: true,
  })
  return seriesDoc.parse(found ?? {})
}

/** What says the same as before keeps its id, so that a learner's answer stays with it. */
const withIds = <Row extends { text: string }>(rows: readonly Row[], before: unknown): (Row & { id?: string })[] => {
  const known = Array.isArray(before) ? before.filter(isRecord) : []
  return rows.map((row) => {
    const same = known.find((old) => old.text === row.text)
    return typeof same?.id === 'string' ? { ...row, id: same.id } : row
  })
}
