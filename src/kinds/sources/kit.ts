import type { PayloadRequest } from 'payload'
import { z } from 'zod'
import { rows, text } from '../../database/stored.js'
import { wholeRows } from '../../drafts/findSource.js'
import { RequestError } from '../../errors.js'
import { hashOf } from '../../generators/content/hash.js'
import type { KitRules } from '../../generators/content/part.js'
import { kitRulesOf } from '../../generators/kits/kit.js'
import { excerptOf, type KitContent, summaryWords, withSummary } from '../../generators/kits/summary.js'
import type { CitableSource } from '../../generators/lessons/storedParts.js'
import { countTokens } from '../../model/tokens.js'
import type { Settings } from '../../options/Settings.js'
import type { Id } from '../../runs/vocabulary.js'
import { findReadable } from './documents.js'

// Kits as runs use them: found, checked, and put into prompts.

const texts = rows(z.string())

const kitDoc = z.object({
  title: text,
  language: text,
  requirements: text,
  tone: text,
  glossary: wholeRows(z.object({ term: z.string(), use: z.string() })),
  protectedTerms: texts,
  avoid: texts,
  vocabulary: wholeRows(z.object({ term: z.string(), meaning: text })),
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
  const found = await findReadable(req, { collection: slugs.kits, id, name: 'kit', ofRow: ['summary'] })
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
