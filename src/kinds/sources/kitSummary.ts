import { sql } from '@payloadcms/db-postgres/drizzle'
import type { PayloadRequest } from 'payload'
import { z } from 'zod'
import { table } from '../../database/adapter.js'
import { id } from '../../database/stored.js'
import { transactionOf } from '../../database/transactions.js'
import { judgeKitSummary, kitSummaryPrompt, summaryWords } from '../../generators/kits/summary.js'
import { countMessageTokens } from '../../model/tokens.js'
import { sectionSettings } from '../../options/resolveModel.js'
import type { Section, Settings } from '../../options/Settings.js'
import type { NewStep, OpenStep } from '../../runs/kind/RunKind.js'
import type { StepOutcome } from '../../runs/sql/reads.js'
import { poolStore } from '../../runs/sql/store.js'
import { noCall } from '../../runs/step/noCall.js'
import { expediteTopic, StepWaits } from '../../runs/topics.js'
import type { Id, Step } from '../../runs/vocabulary.js'
import { storable } from '../../text.js'
import { type FoundKit, findKit, needsSummary } from './kit.js'

// A kit that is too long for every prompt is summarized once, by a step of its own; a kind opens it before what is written
// from the kit, and names it among its `sections`.

/** By which `model.sections` names the call; of every kind whose texts rest on kits. */
export const kitSection: Section = { name: 'kitSummary', tier: 'simple', isHeavy: false }

/** What a step that summarizes is called, in every kind. */
export const kitStepKind = 'kit'

export const kitStepInput = z.object({ kit: id })

/** What the call for a summary takes, where a run will need one: prompt by our own count, answer as asked for. */
export const reckonSummary = async (
  settings: Settings,
  kit: FoundKit,
): Promise<{ promptTokens: number; completionTokens: number } | undefined> => {
  if (!(await needsSummary(settings, kit))) return undefined
  const maxWords = summaryWords(settings.kits.maxTokens)
  const [{ models }] = settings.model.providers
  const messages = kitSummaryPrompt({ kit: kit.content, maxWords, problems: [] })
  const promptTokens = await countMessageTokens(messages, models[sectionSettings(settings.model, kitSection).tier])
  return { promptTokens, completionTokens: Math.round(maxWords * tokensPerWord) }
}

/** By and large, in languages that are written with spaces. */
const tokensPerWord = 1.4

interface KitStepsDue {
  kit: Id | null | undefined
  /** Those that the run has. */
  steps: readonly StepOutcome[]
}

/** For `RunKind.next`: the step that summarizes the kit, as long as all others have to wait for it. */
export const kitStepsDue = async (
  settings: Settings,
  req: PayloadRequest,
  { kit, steps }: KitStepsDue,
): Promise<NewStep[]> => {
  const summary = steps.find(({ kind }) => kind === kitStepKind)
  const isSummarized = summary ? summary.status !== 'queued' && summary.status !== 'running' : steps.length > 0
  if (kit == null || isSummarized) return []
  if (!summary && !(await needsSummary(settings, await findKit(settings, req, kit)))) return []
  return [{ key: kitStepKind, kind: kitStepKind, input: { kit } }]
}

interface OpenKitSummary {
  req: PayloadRequest
  step: Step
  /** As in `kitStepInput`. */
  kit: Id
  /** Kind of the run, for the ledger. */
  kind: string
  urgency?: 'normal' | 'flex' | undefined
}

/** Its items are no drafts of the run; see `OpenStep.isPreparation`. */
const preparation = { isPreparation: true } as const

/** A step that waits looks by itself after this time: the other step may have ended between the look and the wait. */
const lookAgainMs = 2000

/**
 * The step that summarizes a kit, for all runs: none is asked for where there is one of this content, and of several steps
 * at once the first asks while the others wait. Where no answer is good enough the step is done all the same, and prompts
 * have how the sources begin; the next run tries again.
 *
 * @throws StepWaits while another step summarizes the same kit
 * @throws RequestError 400 when the kit was deleted
 */
export const openKitSummary = async (settings: Settings, open: OpenKitSummary): Promise<OpenStep> => {
  const { req, step, kind, urgency } = open
  const kit = await findKit(settings, req, open.kit)
  const topic = `kit:${kit.hash}`
  const isNeeded = await needsSummary(settings, kit)
  if (isNeeded && !(await claimSummary(settings, req, { kit, step }))) {
    throw new StepWaits(topic, 'It waits for the summary of the kit, which another step is writing.', lookAgainMs)
  }
  if (!isNeeded) return noCall
  const { content } = kit
  const maxWords = summaryWords(settings.kits.maxTokens)
  return {
    ...preparation,
    keys: ['summary'],
    impossible: [],
    ask: (_, problems) => ({
      messages: kitSummaryPrompt({ kit: content, maxWords, problems }),
      schemaName: 'kit_summary',
      wireSchema: z.object({ summary: z.string() }),
      ...sectionSettings(settings.model, kitSection),
      urgency,
      ledger: { feature: `${kind}/${kitSection.name}`, subject: content.title },
      maxOutputTokens: settings.kits.maxTokens,
    }),
    judge: judgeKitSummary({ kit: content, maxWords }),
    instead: async () => [{ key: 'summary', draft: undefined, model: 'none', provider: 'none' }],
    save: async (saveReq, [made]) => {
      if (typeof made?.draft === 'string')
        await storeSummary(settings, saveReq, { kit, text: made.draft, model: made.model })
      await expediteTopic(saveReq, topic)
      return {}
    },
  }
}

/**
 * Whether this step is the one to summarize, told by one statement on the kit's row: nobody has a summary of this content,
 * and no other step that still has its lease is at it.
 */
const claimSummary = async (
  settings: Settings,
  { payload }: PayloadRequest,
  { kit, step }: { kit: FoundKit; step: Step },
): Promise<boolean> => {
  const { db, steps } = poolStore(payload, settings)
  const { rows } = await db.execute(sql`
    update ${table(payload, settings.slugs.kits)} as kit
    set summary_hash = ${kit.hash}, summary_text = null, summary_model = null, summary_step = ${String(step.id)}
    where id = ${kit.id} and (
      summary_hash is distinct from ${kit.hash}
      or summary_text is null and not exists (
        select 1 from ${steps} as other
        where other.id::text = kit.summary_step and other.id <> ${step.id}
          and other.status = 'running' and other.lease_until > now()
      )
    )
    returning id
  `)
  return rows.length > 0
}

interface StoreSummary {
  kit: FoundKit
  text: string
  model: string
}

/** Beside what people write in the kit, past its versions: nothing they see has changed. */
const storeSummary = async (
  { slugs }: Settings,
  req: PayloadRequest,
  { kit, text, model }: StoreSummary,
): Promise<void> => {
  const db = await transactionOf(req)
  await db.execute(sql`
    update ${table(req.payload, slugs.kits)}
    set summary_hash = ${kit.hash}, summary_text = ${storable(text)}, summary_model = ${model.slice(0, 200)}, summary_step = null
    where id = ${kit.id}
  `)
}
