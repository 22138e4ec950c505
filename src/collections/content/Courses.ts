import type { CollectionConfig, TextField } from 'payload'
import { access } from '../../access/access.js'
import { courseEndpoints } from '../../endpoints/courses/courseEndpoints.js'
import { exportEndpoint } from '../../endpoints/exchangeEndpoints.js'
import { mostOfCourse } from '../../generators/courses/limits.js'
import { courseLimits } from '../../generators/courses/metadata.js'
import { deleteSectionsOf } from '../../hooks/contentHooks.js'
import type { Settings } from '../../options/Settings.js'
import { kindWords } from '../../runs/kind/kindWords.js'
import type { RunKind } from '../../runs/kind/RunKind.js'
import { label } from '../../words/words.js'
import { documentFiles, generateButton, languageField } from '../fields.js'
import { provenanceFields } from '../provenanceFields.js'
import { basisFields, formatField, jsonLdField, planFields, sectionsField } from './contentFields.js'

/** Lessons and drill series in an order, and the sections that belong to all of them. */
export const Courses = (settings: Settings, kinds: readonly RunKind[]): CollectionConfig => ({
  slug: settings.slugs.courses,
  labels: { singular: label('collections:course'), plural: label('collections:courses') },
  versions: { drafts: true, maxPerDoc: 50 },
  defaultPopulate: { title: true, description: true, format: true, language: true, _status: true },
  admin: {
    group: 'Lessons',
    useAsTitle: 'title',
    defaultColumns: ['title', 'reviewState', 'flags', 'writtenBy', 'language', '_status', 'updatedAt'],
    listSearchableFields: ['title', 'description', 'keywords'],
    components: {
      // The description's slot is the one nearest to "Create New".
      Description: generateButton({ kind: 'course' }),
      edit: {
        beforeDocumentControls: [
          generateButton({ kind: 'lessons', names: 'addTo' }),
          generateButton({ kind: 'course', names: 'course', way: 'fill', buttonId: 'coursewright-fill' }),
        ],
        editMenuItems: [documentFiles({ collection: settings.slugs.courses })],
      },
    },
  },
  access: access.published(settings),
  endpoints: [...courseEndpoints(settings, kinds), exportEndpoint(settings, 'courses')],
  hooks: { beforeDelete: [deleteSectionsOf(settings)] },
  indexes: [{ fields: ['provenance.run'] }, { fields: ['provenance.step', 'provenance.item'], unique: true }],
  fields: [
    { name: 'title', type: 'text', required: true, maxLength: courseLimits.title },
    { name: 'description', type: 'textarea', maxLength: courseLimits.description },
    {
      name: 'outline',
      type: 'ui',
      admin: {
        disableListColumn: true,
        components: {
          Field: {
            path: 'payload-coursewright/client#CourseOutline',
            clientProps: { slugs: { ...settings.slugs }, kinds: kindWords(kinds) },
          },
        },
      },
    },
    {
      name: 'lessons',
      type: 'relationship',
      relationTo: settings.slugs.lessons,
      hasMany: true,
      maxRows: mostOfCourse,
    },
    { name: 'series', type: 'relationship', relationTo: settings.slugs.drillSeries, hasMany: true, maxRows: 200 },
    // The outline lists them; two lists would be one too many.
    { ...sectionsField(settings), admin: { hidden: true, allowCreate: false } },
    labelsField('keywords'),
    labelsField('categories'),
    formatField(settings, 'course'),
    { ...languageField, admin: { ...languageField.admin, position: 'sidebar' } },
    ...basisFields(settings),
    jsonLdField(settings, 'courses'),
    ...provenanceFields(settings, planFields(settings)),
  ],
})

const labelsField = (name: 'keywords' | 'categories'): TextField => ({
  ...{ name, type: 'text', hasMany: true },
  maxLength: courseLimits.label,
  maxRows: courseLimits[name],
})
