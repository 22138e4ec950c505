import type { CollectionConfig } from 'payload'
import { access } from '../../access/access.js'
import { exportEndpoint, importEndpoints } from '../../endpoints/exchangeEndpoints.js'
import { lessonLimits } from '../../generators/lessons/lesson.js'
import { checkContent, deleteSectionsOf } from '../../hooks/contentHooks.js'
import { keepQuestionBands } from '../../hooks/keepQuestionBands.js'
import type { Settings } from '../../options/Settings.js'
import { label } from '../../words/words.js'
import { difficultyField, documentFiles, generateButton, languageField } from '../fields.js'
import { provenanceFields } from '../provenanceFields.js'
import { contentField } from './contentField.js'
import {
  anyGameField,
  basisFields,
  formatField,
  jsonLdField,
  planFields,
  questionBandsField,
  sectionsField,
} from './contentFields.js'

/** What one learner reads in one sitting. Runs leave it as a draft; an editor changes and publishes it. */
export const Lessons = (settings: Settings): CollectionConfig => ({
  slug: settings.slugs.lessons,
  labels: { singular: label('collections:lesson'), plural: label('collections:lessons') },
  versions: { drafts: true, maxPerDoc: 50 },
  defaultPopulate: { title: true, subject: true, topic: true, format: true, language: true, _status: true },
  admin: {
    group: 'Lessons',
    useAsTitle: 'title',
    defaultColumns: ['title', 'reviewState', 'flags', 'writtenBy', 'subject', 'topic', '_status', 'updatedAt'],
    listSearchableFields: ['title', 'subject', 'topic', 'objective'],
    components: {
      Description: generateButton({ kind: 'lessons' }),
      edit: {
        beforeDocumentControls: [generateButton({ kind: 'lessons', names: 'similarTo', way: 'similar' })],
        editMenuItems: [documentFiles({ collection: settings.slugs.lessons, isImported: true })],
      },
    },
  },
  access: access.published(settings),
  endpoints: [exportEndpoint(settings, 'lessons'), ...importEndpoints(settings, 'lessons')],
  hooks: { beforeChange: [checkContent(settings), keepQuestionBands], beforeDelete: [deleteSectionsOf(settings)] },
  indexes: [{ fields: ['provenance.run'] }, { fields: ['provenance.step', 'provenance.item'], unique: true }],
  fields: [
    { name: 'title', type: 'text', required: true, maxLength: lessonLimits.title },
    { name: 'objective', type: 'textarea', maxLength: lessonLimits.objective },
    contentField(settings, settings.slugs.lessons),
    sectionsField(settings),
    { name: 'subject', type: 'text', index: true, maxLength: lessonLimits.subject, admin: { position: 'sidebar' } },
    { name: 'topic', type: 'text', index: true, maxLength: lessonLimits.topic, admin: { position: 'sidebar' } },
    formatField(settings, 'lesson'),
    { ...languageField, admin: { ...languageField.admin, position: 'sidebar' } },
    { ...difficultyField, admin: { position: 'sidebar' } },
    anyGameField(settings),
    ...basisFields(settings),
    questionBandsField,
    jsonLdField(settings, 'lessons'),
    ...provenanceFields(settings, planFields(settings)),
  ],
})
