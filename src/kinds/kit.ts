import { sql } from '@payloadcms/db-postgres/drizzle'
import type { PayloadRequest } from 'payload'
import { z } from 'zod'
import { table } from '../database/adapter.js'
import { transactionOf } from '../database/transactions.js'
import { RequestError } from '../errors.js'
import { hashOf } from '../generators/content/hash.js'
import type { KitRules } from '../generators/content/part.js'
import { kitRulesOf } from '../generators/kits/kit.js'
import {
  excerptOf,
  judgeKitSummary,
  type KitContent,
  kitSummaryPrompt,
  summaryWords,
  withSummary,
} from '../generators/kits/summary.js'
import type { CitableSource } from '../generators/lessons/storedParts.js'
import { countMessageTokens, countTokens } from '../model/tokens.js'
import { sectionSettings } from '../options/resolveModel.js'
import type { Section, Settings } from '../options/Settings.js'
import type { NewStep, OpenStep } from '../runs/RunKind.js'
import type { StepOutcome } from '../runs/sql/reads.js'
import { poolStore } from '../runs/sql/store.js'
import { expediteTopic, StepWaits } from '../runs/topics.js'
import type { Id, Step } from '../runs/vocabulary.js'
import { storable } from '../text.js'
import { findReadable } from './sources.js'
import { rows, text } from './stored.js'

// Kits as runs use them. A kit that is too long for every prompt is summarized once, by a step of its own; a kind opens it
// before what is written from the kit, and names it among its `sections`.

/** By which `model.sections` names the call; of every kind whose texts rest on kits. */
export const kitSection: Section = { name: 'kitSummary', tier: 'simple', isHeavy: false }

/** What a step that summarizes is called, in every kind. */
export const kitStepKind = 'kit'

export const kitStepInput = z.object({ kit: z.union([z.number(), z.string()]) })

const texts = rows(z.string())

const kitDoc = z.object({
  title: text,
  language: text,
  requirements: text,
  tone: text,
  glossary: rows(z.object({ term: z.string(), use: z.string() })),
  protectedTerms: texts,
  avoid: texts,
  vocabulary: rows(z.object({ term: z.string(), meaning: text })),
  grammar: texts,
  sources: rows(z.object({ key: text, title: text, text, page: z.number().nullish() })),
  summary: z.object({ hash: text, text }).nullish(),
})

export interface FoundKit {
  readonly id: Id
  /** As prompts have it where it is short enough. */
  readonly content: KitContent
  /** Its sources, as texts that cite them name them. */
  readonly citable: readonly CitableSource[]
  /** For the checks of what is written from it. */
  readonly rules: KitRules
  /** Of the content. */
  readonly hash: string
  /** Of all its texts together. */
  readonly characters: number
  /** Of this content; `undefined` where it has none yet. */
  readonly summary: string | undefined
}

/** @throws RequestError 400 when it does not exist any more, or the requester may not read it */
export const findKit = async ({ slugs }: Settings, req: PayloadRequest, id: Id): Promise<FoundKit> => {
  const found = await findReadable(req, { collection: slugs.kits, id, name: 'kit' })
  const { summary, ...kit } = kitDoc.parse(found)
  const hash = hashOf(kit)
  const sources = kit.sources.map(({ page, ...source }) => ({ ...source, ...(page == null ? {} : { page }) }))
  return {
    id,
    citable: sources.map(({ text: _, ...source }) => source),
    content: Object.fromEntries(Object.entries(kit).filter(([, value]) => value.length > 0)) as KitContent & typeof kit,
    rules: kitRulesOf({ ...kit, sources }),
    hash,
    characters: JSON.stringify(kit).length,
    summary: summary?.hash === hash && summary.text ? summary.text : undefined,
  }
}

/** For admission. @throws RequestError 400 naming the limit, for a kit too long to be summarized in one call */
export const checkKitLength = ({ kits }: Settings, { id, characters }: FoundKit): void => {
  if (characters <= kits.maxCharacters) return
  throw new RequestError(
    400,
    `The kit ${id} has ${characters} characters, a run takes at most ${kits.maxCharacters}: take out sources, or make two kits of it.`,
    { code: 'kit_too_long', kit: id, characters, max: kits.maxCharacters, option: 'kits.maxCharacters' },
  )
}

const isLong = async ({ kits }: Settings, { content, characters }: FoundKit): Promise<boolean> =>
  // A token has a byte at least.
  characters * 3 > kits.maxTokens && (await countTokens(JSON.stringify(content))) > kits.maxTokens

/** Whether a step of kind `kit` must come before what is written from it. */
export const needsSummary = async (settings: Settings, kit: FoundKit): Promise<boolean> =>
  kit.summary === undefined && kit.rules.sources.length > 0 && (await isLong(settings, kit))

/** The kit as prompts carry it: whole where it is short, else its summary; how its sources begin where there is none. */
export const kitForPrompt = async (settings: Settings, kit: FoundKit): Promise<KitContent> => {
  if (!(await isLong(settings, kit))) return kit.content
  return withSummary(kit.content, kit.summary ?? excerptOf(kit.content, summaryWords(settings.kits.maxTokens)))
}

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

/** Whoever waits looks by itself after this time: the other one may have ended between the look and the wait. */
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
  if (!isNeeded) {
    const judge = () => ({ good: new Map(), problems: [] })
    return { ...preparation, keys: [], impossible: [], judge, save: async () => ({}) }
  }
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
