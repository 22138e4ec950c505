import { lexicalEditor } from '@payloadcms/richtext-lexical'
import type { CollectionConfig } from 'payload'
import { access } from '../access/access.js'
import { notationLimit } from '../games/Game.js'
import { drillLimits } from '../generators/drillSeries/drill.js'
import { drillHooks } from '../hooks/drills/drillHooks.js'
import type { Settings } from '../options/Settings.js'
import { label } from '../words/words.js'
import { boardField, choicesField, difficultyField, generateButton, phaseField, serverOwned } from './fields.js'
import { provenanceFields } from './provenanceFields.js'

/** One exercise. Runs leave it as a draft; an editor changes and publishes it. */
export const Drills = (settings: Settings): CollectionConfig => ({
  slug: settings.slugs.drills,
  labels: { singular: label('collections:drill'), plural: label('collections:drills') },
  versions: { drafts: true, maxPerDoc: 50 },
  // Newest series first, each in its order.
  defaultSort: ['-series', 'order'],
  // A client that wants all of a series reads its artifact or asks for its drills.
  defaultPopulate: { order: true, prompt: true, principle: true, phase: true, difficulty: true, _status: true },
  admin: {
    group: 'Drills',
    useAsTitle: 'prompt',
    defaultColumns: ['board', 'prompt', 'reviewState', 'flags', 'writtenBy', 'series', 'solution', '_status'],
    listSearchableFields: ['prompt', 'principle', 'solution'],
    components: {
      Description: generateButton({ kind: 'drillSeries' }),
      afterListTable: [
        { path: 'payload-coursewright/client#QualityTable', clientProps: { collection: settings.slugs.drills } },
      ],
    },
  },
  access: access.published(settings),
  hooks: drillHooks(settings),
  indexes: [
    { fields: ['series', 'order'] },
    { fields: ['provenance.run'] },
    { fields: ['provenance.step', 'provenance.item'], unique: true },
  ],
  fields: [
    boardField({ notation: 'notation', solution: 'solution', isBeside: true }),
    {
      name: 'learnersView',
      type: 'ui',
      admin: { disableListColumn: true, components: { Field: 'payload-coursewright/client#LearnersView' } },
    },
    { name: 'prompt', type: 'textarea', required: true, maxLength: drillLimits.prompt },
    choicesField,
    { name: 'solution', type: 'text', required: true, maxLength: drillLimits.solution },
    { name: 'explanation', type: 'richText', editor: lexicalEditor(), custom: { maxLength: 10_000 } },
    {
      name: 'hints',
      type: 'array',
      maxRows: drillLimits.hints,
      labels: { singular: label('collections:hint'), plural: label('collections:hints') },
      fields: [{ name: 'text', type: 'textarea', required: true, maxLength: drillLimits.hint }],
    },
    { name: 'principle', type: 'text', maxLength: drillLimits.principle, admin: { position: 'sidebar' } },
    { ...phaseField(settings), admin: { position: 'sidebar' } },
    { ...difficultyField, admin: { position: 'sidebar' } },
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
    serverOwned({ name: 'game', type: 'text', admin: { hidden: true } }),
    serverOwned({ name: 'notation', type: 'text', maxLength: notationLimit, admin: { position: 'sidebar' } }),
    ...provenanceFields(settings),
  ],
})
