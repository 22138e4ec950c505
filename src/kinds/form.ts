import type { Format } from '../generators/content/format.js'
import type { Settings } from '../options/Settings.js'
import type { Words } from '../words/words.js'

/** Fields that the forms of several kinds have; each form adds its hint, and what else is its own. */
export const formFields = ({ slugs, games }: Settings, words: Words) =>
  ({
    curriculum: {
      sort: 'document',
      name: 'curriculum',
      label: words('generate:curriculum'),
      collection: slugs.curricula,
      titleField: 'subject',
      empty: words('generate:noCurriculum'),
      failed: words('generate:curriculaFailed'),
      // A curriculum says what is asked for.
      isRemembered: false,
    },
    /** Of the curriculum that is chosen. */
    objectives: {
      sort: 'rows',
      name: 'objectives',
      dependsOn: 'curriculum',
      collection: slugs.curricula,
      rows: 'objectives',
      text: 'statement',
      failed: words('lessons:objectivesFailed'),
    },
    profile: {
      sort: 'document',
      name: 'profile',
      label: words('generate:profile'),
      collection: slugs.profiles,
      titleField: 'name',
      empty: words('generate:anyProfile'),
      failed: words('generate:profilesFailed'),
      isHalf: true,
    },
    kit: {
      sort: 'document',
      name: 'kit',
      label: words('lessons:kit'),
      collection: slugs.kits,
      titleField: 'title',
      empty: words('lessons:noKit'),
      failed: words('lessons:kitsFailed'),
      isHalf: true,
    },
    game: {
      sort: 'select',
      name: 'game',
      label: words('generate:game'),
      options: games.map(({ slug, label }) => ({ value: slug, label: words.named('games', label) })),
    },
  }) as const

/** As `formFields`, for kinds that are written in formats. */
export const formatFields = (formats: readonly Format[], words: Words) =>
  ({
    format: {
      sort: 'select',
      name: 'format',
      options: formats.map(({ key, label }) => ({ value: key, label: words.named('formats', label) })),
    },
    planFirst: {
      sort: 'checkbox',
      name: 'planFirst',
      label: words('lessons:planFirst'),
      hint: words('lessons:planFirstHint'),
      shownWhen: { name: 'format', values: formats.filter(({ plan }) => plan !== undefined).map(({ key }) => key) },
      isRemembered: true,
    },
  }) as const
