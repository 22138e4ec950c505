import type { CollectionConfig } from 'payload'
import { access, isSignedIn } from '../access/access.js'
import type { Settings } from '../options/Settings.js'
import { label } from '../words/words.js'
import { difficultyField, languageField } from './fields.js'

/** Whom content is written for. */
export const Profiles = (settings: Settings): CollectionConfig => ({
  slug: settings.slugs.profiles,
  labels: { singular: label('collections:profile'), plural: label('collections:profiles') },
  defaultPopulate: { name: true, level: true, language: true },
  admin: { group: 'Library', useAsTitle: 'name', defaultColumns: ['name', 'level', 'language'] },
  access: { ...access.reviewed(settings), read: isSignedIn(settings) },
  fields: [
    { name: 'name', type: 'text', required: true, maxLength: 120 },
    { ...difficultyField, name: 'level', required: true, defaultValue: 'intermediate' },
    languageField,
    { name: 'goals', type: 'textarea', maxLength: 1000 },
    { name: 'tone', type: 'text', maxLength: 200 },
  ],
})
