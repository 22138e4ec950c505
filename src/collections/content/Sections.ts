import type { CollectionConfig } from 'payload'
import { access } from '../../access/access.js'
import { exportEndpoint, importEndpoints } from '../../endpoints/exchangeEndpoints.js'
import { checkContent, keepParentKey } from '../../hooks/contentHooks.js'
import { keepQuestionBands } from '../../hooks/keepQuestionBands.js'
import type { Settings } from '../../options/Settings.js'
import { longestTitle } from '../../text.js'
import { label } from '../../words/words.js'
import { documentFiles, serverOwned } from '../fields.js'
import { provenanceFields } from '../provenanceFields.js'
import { contentField } from './contentField.js'
import { formatField, planFields, questionBandsField } from './contentFields.js'

/**
 * One section of a lesson or course: what one call wrote. A document of its own, so that steps side by side never write
 * one document, and each is reviewed, published and made again alone.
 */
export const Sections = (settings: Settings): CollectionConfig => ({
  slug: settings.slugs.sections,
  labels: { singular: label('collections:section'), plural: label('collections:sections') },
  versions: { drafts: true, maxPerDoc: 50 },
  // A copy would have the same key below the same parent.
  disableDuplicate: true,
  defaultSort: ['parentKey', 'order'],
  defaultPopulate: { title: true, key: true, format: true, order: true, _status: true },
  admin: {
    group: 'Lessons',
    useAsTitle: 'title',
    defaultColumns: ['title', 'parent', 'reviewState', 'flags', 'writtenBy', '_status', 'updatedAt'],
    listSearchableFields: ['title', 'key'],
    components: {
      edit: { editMenuItems: [documentFiles({ collection: settings.slugs.sections, isImported: true })] },
    },
  },
  access: access.published(settings),
  endpoints: [exportEndpoint(settings, 'sections'), ...importEndpoints(settings, 'sections')],
  hooks: { beforeChange: [keepParentKey, checkContent(settings), keepQuestionBands] },
  indexes: [
    { fields: ['parentKey', 'key'], unique: true },
    { fields: ['provenance.run'] },
    { fields: ['provenance.step', 'provenance.item'], unique: true },
  ],
  fields: [
    { name: 'title', type: 'text', required: true, maxLength: longestTitle },
    contentField(settings, settings.slugs.sections),
    {
      name: 'parent',
      type: 'relationship',
      relationTo: [settings.slugs.lessons, settings.slugs.courses],
      required: true,
      admin: { position: 'sidebar' },
    },
    // A relationship to several collections lives in a table of its own, which no index of ours can name.
    serverOwned({ name: 'parentKey', type: 'text', maxLength: 200, admin: { hidden: true } }),
    { name: 'key', type: 'text', required: true, maxLength: 80, admin: { position: 'sidebar' } },
    formatField(settings),
    { name: 'order', type: 'number', admin: { position: 'sidebar' } },
    questionBandsField,
    ...provenanceFields(settings, planFields(settings)),
  ],
})
