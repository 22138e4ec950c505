import { lexicalEditor } from '@payloadcms/richtext-lexical'
import type { CollectionConfig } from 'payload'
import { isReviewer, readPublished } from '../access/access.js'
import { countDrills, showPosition, uncountDrill } from '../hooks/drillHooks.js'
import type { Settings } from '../options/Settings.js'
import { label } from '../words/words.js'
import { boardField, choicesField, difficultyField, phaseField, serverOwned } from './fields.js'
import { provenanceFields } from './provenanceFields.js'

/** One exercise. Runs leave it as a draft; an editor changes and publishes it. */
export const Drills = (settings: Settings): CollectionConfig => ({
  slug: settings.slugs.drills,
  labels: { singular: label('collections:drill'), plural: label('collections:drills') },
  versions: { drafts: true, maxPerDoc: 50 },
  // Newest series first, each in its order.
  defaultSort: ['-series', 'order'],
  admin: {
    group: 'Drills',
    useAsTitle: 'prompt',
    defaultColumns: ['board', 'prompt', 'series', 'principle', 'phase', 'difficulty', 'solution', '_status'],
    listSearchableFields: ['prompt', 'principle', 'solution'],
  },
  access: {
    create: isReviewer(settings),
    read: readPublished(settings),
    readVersions: isReviewer(settings),
    update: isReviewer(settings),
    delete: isReviewer(settings),
  },
  hooks: {
    beforeChange: [showPosition(settings)],
    afterChange: [countDrills(settings)],
    afterDelete: [uncountDrill(settings)],
  },
  indexes: [
    { fields: ['series', 'order'] },
    { fields: ['provenance.run'] },
    { fields: ['provenance.step', 'provenance.item'], unique: true },
  ],
  fields: [
    boardField({ notation: 'notation', solution: 'solution' }),
    { name: 'prompt', type: 'textarea', required: true, maxLength: 2000 },
    choicesField,
    { name: 'solution', type: 'text', required: true, maxLength: 60 },
    { name: 'explanation', type: 'richText', editor: lexicalEditor() },
    {
      name: 'hints',
      type: 'array',
      maxRows: 6,
      labels: { singular: label('collections:hint'), plural: label('collections:hints') },
      fields: [{ name: 'text', type: 'textarea', required: true, maxLength: 600 }],
    },
    {
      name: 'series',
      type: 'relationship',
      relationTo: settings.slugs.drillSeries,
      index: true,
      admin: { position: 'sidebar' },
    },
    { name: 'order', type: 'number', admin: { position: 'sidebar', description: label('help:order') } },
    {
      name: 'position',
      type: 'relationship',
      relationTo: settings.slugs.positions,
      index: true,
      admin: { position: 'sidebar' },
    },
    { name: 'principle', type: 'text', maxLength: 120, admin: { position: 'sidebar' } },
    { ...phaseField(settings), admin: { position: 'sidebar' } },
    { ...difficultyField, admin: { position: 'sidebar' } },
    serverOwned({ name: 'game', type: 'text', admin: { hidden: true } }),
    serverOwned({ name: 'notation', type: 'text', maxLength: 500, admin: { position: 'sidebar' } }),
    ...provenanceFields(settings),
  ],
})
