import type { CollectionConfig } from 'payload'
import { access } from '../../access/access.js'
import type { Settings } from '../../options/Settings.js'
import { label } from '../../words/words.js'
import { serverOwned } from '../fields.js'
import { languageField } from './contentFields.js'

/** What a text may rest on, and how it is to be written. */
export const Kits = (settings: Settings): CollectionConfig => ({
  slug: settings.slugs.kits,
  labels: { singular: label('collections:kit'), plural: label('collections:kits') },
  versions: { drafts: true, maxPerDoc: 20 },
  defaultPopulate: { title: true, language: true },
  admin: {
    group: 'Library',
    useAsTitle: 'title',
    defaultColumns: ['title', 'language', 'updatedAt'],
    listSearchableFields: ['title'],
  },
  access: access.reviewed(settings),
  fields: [
    { name: 'title', type: 'text', required: true, maxLength: 200 },
    { name: 'requirements', type: 'textarea', maxLength: 10_000 },
    {
      name: 'sources',
      type: 'array',
      maxRows: 200,
      fields: [
        // Texts cite it as `[s3]`, so it is given once and never again.
        serverOwned({ name: 'key', type: 'text', maxLength: 20 }),
        { name: 'title', type: 'text', required: true, maxLength: 300 },
        { name: 'text', type: 'textarea', maxLength: 2_000_000 },
        { name: 'page', type: 'number', min: 1, max: 100_000 },
        serverOwned({ name: 'fileName', type: 'text', maxLength: 300 }),
      ],
    },
    {
      name: 'vocabulary',
      type: 'array',
      maxRows: 1000,
      fields: [
        { name: 'term', type: 'text', required: true, maxLength: 200 },
        { name: 'meaning', type: 'text', maxLength: 600 },
      ],
    },
    { name: 'grammar', type: 'text', hasMany: true, maxLength: 300, maxRows: 100 },
    {
      name: 'glossary',
      type: 'array',
      maxRows: 500,
      fields: [
        { name: 'term', type: 'text', required: true, maxLength: 200 },
        { name: 'use', type: 'text', required: true, maxLength: 200 },
      ],
    },
    { name: 'protectedTerms', type: 'text', hasMany: true, maxLength: 200, maxRows: 500 },
    { name: 'avoid', type: 'text', hasMany: true, maxLength: 200, maxRows: 500 },
    { name: 'tone', type: 'text', maxLength: 200, admin: { position: 'sidebar' } },
    languageField,
  ],
})
