import type { CollectionSlug, PayloadRequest } from 'payload'
import { z } from 'zod'
import { id } from '../../database/stored.js'
import { type DrillContent, type DrillFacts, orderSeedOf } from '../../generators/drillSeries/facts.js'
import { textOfRichText } from '../../generators/richText.js'
import type { Settings } from '../../options/Settings.js'
import type { Id } from '../../runs/vocabulary.js'
import { findPositions, type PositionDoc } from '../sources/positions.js'
import type { PublishedDrill } from './publishedTwin.js'

interface RunFacts {
  readonly language: string | undefined
  readonly seed: number | undefined
}

interface KnownFacts extends RunFacts {
  readonly run: Id
  readonly library: ReadonlyMap<Id, PositionDoc>
  /** Of these positions. */
  readonly published: readonly PublishedDrill[]
}

const contextKey = 'coursewrightDrillFacts'

/**
 * Leaves what a step has read, in the transaction it saves in, for the check of the drills it saves with this request. The
 * context of a request comes from our own process only.
 */
export const keepFacts = (req: PayloadRequest, facts: KnownFacts): void => {
  req.context[contextKey] = facts
}

const knownFacts = (req: PayloadRequest, run: Id | undefined): KnownFacts | undefined => {
  const known = req.context[contextKey] as KnownFacts | undefined
  return run !== undefined && known?.run === run ? known : undefined
}

const text = z.string().catch('')
/** No legal move is as long: it is judged by its beginning. */
const move = text.transform((value) => value.slice(0, 200))
const mostChoices = 20
const rows = <Row extends z.ZodType>(row: Row) =>
  z
    .array(z.unknown())
    .catch([])
    .transform((found) => found.slice(0, mostChoices).flatMap((one) => row.safeParse(one).data ?? []))
/** Of a document that may stand in its place. */
const reference = z.union([id, z.object({ id }).transform((doc) => doc.id)])
const maybe = <Type extends z.ZodType>(type: Type) => type.nullish().catch(undefined)

/** Whatever a person or client stored as a drill: drafts may miss anything, and hold odd things. */
const storedDrill = z.object({
  prompt: text,
  choices: rows(z.object({ text: move, correct: z.boolean().catch(false), rationale: text })),
  solution: move,
  explanation: z.unknown(),
  hints: rows(z.object({ text }).transform((hint) => hint.text)),
  game: maybe(z.string()),
  notation: maybe(z.string()),
  position: maybe(reference),
  series: maybe(reference),
  provenance: maybe(z.object({ run: maybe(reference), item: maybe(z.string()) })),
})

/**
 * A stored drill as rules read it, and what it is held against now: its position in the library, the language and the
 * seed of the run that made it, or the language of its series. The published drills of its position where a step has read
 * them.
 */
export const drillFactsOf = async (
  settings: Settings,
  req: PayloadRequest,
  doc: unknown,
): Promise<{ drill: DrillContent; facts: DrillFacts; published?: readonly PublishedDrill[] | undefined }> => {
  const { game: slug, notation, position, series, provenance, ...drill } = storedDrill.parse(doc)
  const game = settings.games.find((known) => known.slug === slug)
  const content = { ...drill, explanation: textOfRichText(drill.explanation) }
  // Without a position there is nothing to hold it against.
  if (!game || !notation) return { drill: content, facts: nothingKnown }
  const known = knownFacts(req, provenance?.run ?? undefined)
  const inLibrary = known?.library.get(position ?? '')
  const found = inLibrary ?? (await findPosition(settings, req, position))
  const { language, seed } = known ?? (await findRunFacts(settings, req, { run: provenance?.run, series }))
  return {
    drill: content,
    facts: {
      judge: { game, notation },
      library: found?.game === game.slug ? found : undefined,
      language,
      orderSeed: orderSeedIn(seed, provenance?.item),
    },
    published: inLibrary && known?.published,
  }
}

/** What the choices of a stored drill are held against: none where a person made it, or the run that did is gone. */
export const orderSeedOfDrill = async (
  settings: Settings,
  req: PayloadRequest,
  doc: unknown,
): Promise<string | undefined> => {
  const { provenance } = storedDrill.parse(doc)
  const input = await findRunInput(settings, req, provenance?.run)
  return orderSeedIn(input?.seed ?? undefined, provenance?.item)
}

const orderSeedIn = (seed: number | undefined, item: string | null | undefined): string | undefined =>
  seed === undefined || !item ? undefined : orderSeedOf(seed, item)

const nothingKnown: DrillFacts = { judge: undefined, library: undefined, language: undefined, orderSeed: undefined }

const findPosition = async (
  { slugs }: Settings,
  req: PayloadRequest,
  position: Id | null | undefined,
): Promise<PositionDoc | undefined> =>
  position == null ? undefined : (await findPositions(req, slugs.positions, [position]))[0]

const runInput = z.object({ input: z.object({ seed: maybe(z.number()), profile: maybe(reference) }) })

/** What a drill was written with, for whom: of its run where it has one, else of its series. */
const findRunFacts = async (
  settings: Settings,
  req: PayloadRequest,
  of: { run: Id | null | undefined; series: Id | null | undefined },
): Promise<RunFacts> => {
  const { slugs } = settings
  const run = await findRunInput(settings, req, of.run)
  const profile = run ? run.profile : withProfile.safeParse(await read(req, slugs.drillSeries, of.series)).data?.profile
  return {
    language: z.object({ language: z.string() }).safeParse(await read(req, slugs.profiles, profile)).data?.language,
    seed: run?.seed ?? undefined,
  }
}

const withProfile = z.object({ profile: maybe(reference) })

const findRunInput = async ({ slugs }: Settings, req: PayloadRequest, run: Id | null | undefined) =>
  runInput.safeParse(await read(req, slugs.generationRuns, run)).data?.input

const read = async (req: PayloadRequest, collection: CollectionSlug, documentId: Id | null | undefined) =>
  documentId == null
    ? undefined
    : await req.payload.findByID({
        ...{ collection, id: documentId, depth: 0, disableErrors: true, req },
        // Checks are the same whichever user saves, and show nothing of what they read.
        overrideAccess: true,
      })
