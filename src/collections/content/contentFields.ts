import type { JoinField, JSONField, RelationshipField, SelectField, TextField } from 'payload'
import { isNobody } from '../../access/access.js'
import { questionBandsField as name } from '../../drafts/duplicates.js'
import type { FormatSubject } from '../../generators/content/format.js'
import { readJsonLd } from '../../hooks/jsonLdHook.js'
import type { Settings } from '../../options/Settings.js'
import { longestName } from '../../text.js'
import { gameField, serverOwned } from '../fields.js'

const side = { position: 'sidebar' } as const

/**
 * The key of a format; people choose it by its name, among those of lessons or of courses. Text: a host's own formats need no
 * migration.
 */
export const formatField = ({ formats }: Settings, of?: FormatSubject): TextField => {
  const choices = formats
    .filter((format) => of === undefined || format.of === of)
    .map((format) => ({ value: format.key, label: format.label }))
  const clientProps = { formats: choices }
  return {
    ...{ name: 'format', type: 'text', maxLength: longestName },
    admin: {
      ...side,
      components: {
        Cell: { path: 'payload-coursewright/client#FormatCell', clientProps },
        Field: { path: 'payload-coursewright/client#FormatField', clientProps },
      },
    },
  }
}

/** Of what need not be about a game. */
export const anyGameField = (settings: Settings): SelectField => ({
  name: 'game',
  type: 'select',
  options: gameField(settings).options,
  admin: side,
})

/** Whom something was written for, and what it rests on. */
export const basisFields = ({ slugs }: Settings): RelationshipField[] => [
  { name: 'curriculum', type: 'relationship', relationTo: slugs.curricula, admin: side },
  { name: 'profile', type: 'relationship', relationTo: slugs.profiles, admin: side },
  { name: 'kit', type: 'relationship', relationTo: slugs.kits, admin: side },
]

/** The plan something was written from, and which version of it. */
export const planFields = ({ slugs }: Settings): [RelationshipField, TextField] => [
  // By the index, a purge finds out which plans drafts still name.
  serverOwned({ name: 'plan', type: 'relationship', relationTo: slugs.plans, index: true, admin: side }),
  // The id of a version, which may be deleted before the draft is.
  serverOwned({ name: 'planVersion', type: 'text', maxLength: 60, admin: { hidden: true } }),
]

/** The sections below a lesson or course. */
export const sectionsField = ({ slugs }: Settings): JoinField => ({
  name: 'sections',
  type: 'join',
  collection: slugs.sections,
  on: 'parent',
  defaultSort: 'order',
  defaultLimit: 50,
  // Also of a lesson in a course, in one request: Payload's own limit is the first level.
  maxDepth: 3,
  admin: {
    defaultColumns: ['title', 'key', '_status', 'updatedAt'],
    // What is written in one piece has none.
    condition: (data) => !(Array.isArray(data?.content) && data.content.length > 0),
  },
})

/** By what near-duplicates of its questions are found. No editor or client has any use for it. */
export const questionBandsField: TextField = serverOwned({
  name,
  type: 'text',
  hasMany: true,
  index: true,
  hidden: true,
})

/** What search engines are told of it. Computed when it is read, and only where it was asked for. */
export const jsonLdField = (settings: Settings, name: 'courses' | 'lessons'): JSONField => ({
  name: 'jsonLd',
  type: 'json',
  virtual: true,
  admin: { hidden: true },
  access: { create: isNobody, update: isNobody },
  hooks: { afterRead: [readJsonLd(settings, name)] },
})
