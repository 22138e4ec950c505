import type { PayloadRequest } from 'payload'
import { readTogether } from '../../database/transactions.js'
import type { LessonBasis, TextSources } from '../../generators/lessons/lesson.js'
import type { Settings } from '../../options/Settings.js'
import type { Id } from '../../runs/vocabulary.js'
import { findCurriculum, findProfile } from './documents.js'
import { findKit, kitForPrompt } from './kit.js'

/** The documents that lessons are written from, by name. */
export interface SourceIds {
  readonly curriculum?: Id | null | undefined
  readonly profile?: Id | null | undefined
  readonly kit?: Id | null | undefined
}

/** As documents and plans name them: none is `undefined`. */
export const sourcesOf = ({ curriculum, profile, kit }: SourceIds) => ({
  curriculum: curriculum ?? undefined,
  profile: profile ?? undefined,
  kit: kit ?? undefined,
})

/** What lessons are written from, as prompts say it and as checks read it. */
interface LoadedSources {
  readonly sources: TextSources
  readonly facts: LessonBasis['facts']
  readonly citable: LessonBasis['citable']
  /** A BCP 47 tag: the reader's, else the kit's, else English. */
  readonly language: string
}

/**
 * Loads what a run's lessons are written from, side by side, a long kit by its summary.
 *
 * @param shown what prompts have said already: whoever saves needs facts, and a long kit takes long to be measured
 * @throws RequestError 400 when one of them was deleted since the run was requested
 */
export const loadSources = async (
  settings: Settings,
  req: PayloadRequest,
  ids: SourceIds,
  shown?: TextSources,
): Promise<LoadedSources> => {
  const { slugs } = settings
  const [curriculum, profile, kit] = await readTogether(req, [
    () => (ids.curriculum == null ? undefined : findCurriculum(req, slugs.curricula, ids.curriculum)),
    () => (ids.profile == null ? undefined : findProfile(req, slugs.profiles, ids.profile)),
    () => (ids.kit == null ? undefined : findKit(settings, req, ids.kit)),
  ])
  const kitInPrompt = kit && !shown && (await kitForPrompt(settings, kit))
  const { language: ofKit } = kit?.content ?? {}
  return {
    sources: shown ?? {
      ...(curriculum ? { curriculum: filled({ ...curriculum, game: undefined }) } : {}),
      ...(kitInPrompt ? { kit: filled({ ...kitInPrompt }) } : {}),
      ...(profile ? { profile: filled({ ...profile }) } : {}),
    },
    language: profile?.language || (typeof ofKit === 'string' && ofKit) || 'en',
    citable: kit?.citable,
    facts: {
      ...(curriculum?.objectives.length ? { objectives: curriculum.objectives } : {}),
      ...(kit ? { kit: kit.rules } : {}),
    },
  }
}

/** Without what is empty, which says nothing and costs tokens. */
const filled = (given: Readonly<Record<string, unknown>>): Record<string, unknown> =>
  Object.fromEntries(
    Object.entries(given).filter(
      ([, value]) => value != null && value !== '' && !(Array.isArray(value) && value.length === 0),
    ),
  )
