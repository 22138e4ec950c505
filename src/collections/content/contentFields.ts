import type { JoinField, RelationshipField, SelectField, TextField } from 'payload'
import type { Settings } from '../../options/Settings.js'
import { gameField, serverOwned } from '../fields.js'

/** One language, as a BCP 47 tag. */
export const languageField: TextField = {
  name: 'language',
  type: 'text',
  required: true,
  defaultValue: 'en',
  maxLength: 60,
  admin: { position: 'sidebar' },
}

/** The key of a format. Text: a host's own formats need no migration. */
export const formatField: TextField = {
  name: 'format',
  type: 'text',
  maxLength: 40,
  admin: { position: 'sidebar' },
}

/** Of what need not be about a game. */
export const anyGameField = (settings: Settings): SelectField => ({
  name: 'game',
  type: 'select',
  options: gameField(settings).options,
  admin: { position: 'sidebar' },
})

/** What something was written for and from. */
export const basisFields = ({ slugs }: Settings): RelationshipField[] =>
  (['curriculum', 'profile', 'kit'] as const).map((name) => ({
    name,
    type: 'relationship',
    relationTo: { curriculum: slugs.curricula, profile: slugs.profiles, kit: slugs.kits }[name],
    admin: { position: 'sidebar' },
  }))

/** The plan something was written from, and which version of it. */
export const planFields = ({ slugs }: Settings): [RelationshipField, TextField] => [
  serverOwned({
    name: 'plan',
    type: 'relationship',
    relationTo: slugs.plans,
    index: true,
    admin: { position: 'sidebar' },
  }),
  // The id of a version, which may be deleted before the draft is.
  serverOwned({ name: 'planVersion', type: 'text', maxLength: 60, admin: { hidden: true } }),
]

export const madeFromFields = (settings: Settings) => [...basisFields(settings), ...planFields(settings)]

/** The sections below a lesson or course. */
export const sectionsField = ({ slugs }: Settings): JoinField => ({
  name: 'sections',
  type: 'join',
  collection: slugs.sections,
  on: 'parent',
  defaultSort: 'order',
  defaultLimit: 50,
  admin: { defaultColumns: ['title', 'key', '_status', 'updatedAt'] },
})
