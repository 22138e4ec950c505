import type { CollectionConfig } from 'payload'
import { access } from '../../access/access.js'
import { kitSourcesEndpoints } from '../../endpoints/kitSources.js'
import { keepSourceKeys } from '../../hooks/kitHooks.js'
import { longestFileName, mostSources } from '../../kits/fileProblems.js'
import type { Settings } from '../../options/Settings.js'
import { longestTitle } from '../../text.js'
import { label } from '../../words/words.js'
import { languageField, rowLabel, serverOwned } from '../fields.js'

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
  endpoints: kitSourcesEndpoints(settings),
  hooks: { beforeChange: [keepSourceKeys] },
  fields: [
    { name: 'title', type: 'text', required: true, maxLength: longestTitle },
    { name: 'requirements', type: 'textarea', maxLength: 10_000 },
    {
      name: 'file',
      type: 'ui',
      admin: {
        disableListColumn: true,
        components: {
          Field: {
            path: 'payload-coursewright/client#KitFile',
            clientProps: { collection: settings.slugs.kits, path: 'sources' },
          },
        },
      },
    },
    {
      name: 'sources',
      type: 'array',
      maxRows: mostSources,
      admin: { description: label('help:sources'), ...rowLabel('title') },
      fields: [
        // Texts cite it as `[s3]`, so it is given once and never again.
        serverOwned({ name: 'key', type: 'text', maxLength: 20 }),
        { name: 'title', type: 'text', required: true, maxLength: 300 },
        { name: 'text', type: 'textarea', maxLength: 2_000_000 },
        { name: 'page', type: 'number', min: 1, max: 100_000 },
        // Where the text is from; the form sends it back with what it had read of a file.
        { name: 'fileName', type: 'text', maxLength: longestFileName, admin: { readOnly: true } },
      ],
    },
    {
      name: 'vocabulary',
      type: 'array',
      maxRows: 1000,
      admin: rowLabel('term'),
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
      admin: { description: label('help:glossary'), ...rowLabel('term') },
      fields: [
        { name: 'term', type: 'text', required: true, maxLength: 200 },
        { name: 'use', type: 'text', required: true, maxLength: 200 },
      ],
    },
    {
      name: 'protectedTerms',
      type: 'text',
      hasMany: true,
      maxLength: 200,
      maxRows: 500,
      admin: { description: label('help:protectedTerms') },
    },
    {
      name: 'avoid',
      type: 'text',
      hasMany: true,
      label: label('fields:avoidWords'),
      maxLength: 200,
      maxRows: 500,
      admin: { description: label('help:avoid') },
    },
    { name: 'tone', type: 'text', maxLength: 200, admin: { position: 'sidebar' } },
    { ...languageField, admin: { ...languageField.admin, position: 'sidebar' } },
    // Keys given so far, those of deleted sources too.
    serverOwned({ name: 'lastSource', type: 'number', admin: { hidden: true } }),
    // What prompts have in place of sources that are long; of the content with this hash.
    {
      name: 'summary',
      type: 'group',
      admin: { hidden: true },
      fields: [
        serverOwned({ name: 'hash', type: 'text', maxLength: 64 }),
        serverOwned({ name: 'text', type: 'textarea', maxLength: 200_000 }),
        serverOwned({ name: 'model', type: 'text', maxLength: 200 }),
        // The step that is writing it.
        serverOwned({ name: 'step', type: 'text', maxLength: 60 }),
      ],
    },
  ],
})
