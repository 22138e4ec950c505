import type { CollectionConfig } from 'payload'
import { access, isSignedIn } from '../access/access.js'
import { drillLimits } from '../generators/drillSeries/drill.js'
import { curriculumLimits } from '../generators/inputFields.js'
import type { Settings } from '../options/Settings.js'
import { label } from '../words/words.js'
import { gameField, generateButton } from './fields.js'

/** What is taught: the mental model as principles, and what learners can do afterwards as objectives. */
export const Curricula = (settings: Settings): CollectionConfig => ({
  slug: settings.slugs.curricula,
  labels: { singular: label('collections:curriculum'), plural: label('collections:curricula') },
  defaultPopulate: { subject: true, game: true },
  admin: {
    group: 'Library',
    useAsTitle: 'subject',
    defaultColumns: ['subject', 'game', 'updatedAt'],
    components: {
      edit: {
        beforeDocumentControls: [
          generateButton({ kind: 'drillSeries', names: 'curriculum' }),
          generateButton({ kind: 'lessons', names: 'curriculum', buttonId: 'coursewright-lessons' }),
          generateButton({ kind: 'course', names: 'curriculum', buttonId: 'coursewright-course' }),
          generateButton({ kind: 'lessons', names: 'curriculum', way: 'pending', buttonId: 'coursewright-pending' }),
        ],
      },
    },
  },
  access: { ...access.reviewed(settings), read: isSignedIn(settings) },
  fields: [
    { name: 'subject', type: 'text', required: true, maxLength: 200 },
    gameField(settings),
    { name: 'topics', type: 'text', hasMany: true, maxLength: 200, maxRows: curriculumLimits.topics },
    {
      name: 'principles',
      type: 'array',
      maxRows: 20,
      admin: { description: label('help:principles') },
      fields: [
        { name: 'name', type: 'text', required: true, maxLength: drillLimits.principle },
        { name: 'explanation', type: 'textarea', maxLength: 1000 },
      ],
    },
    {
      name: 'objectives',
      type: 'array',
      maxRows: curriculumLimits.objectives,
      admin: { description: label('help:objectives') },
      fields: [
        { name: 'statement', type: 'text', required: true, maxLength: curriculumLimits.objective },
        { name: 'pending', type: 'checkbox', defaultValue: false, admin: { description: label('help:pending') } },
        {
          name: 'generate',
          type: 'ui',
          admin: {
            components: {
              Field: generateButton({
                ...{ kind: 'lessons', names: 'curriculum', row: 'objectives', way: 'objective' },
                buttonId: 'coursewright-objective',
              }),
            },
          },
        },
        {
          name: 'generateDrills',
          type: 'ui',
          admin: {
            components: {
              Field: generateButton({
                ...{ kind: 'drillSeries', names: 'curriculum', row: 'objectives', way: 'objective' },
                buttonId: 'coursewright-objective-drills',
              }),
            },
          },
        },
      ],
    },
  ],
})
