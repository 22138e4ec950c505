import type { CollectionConfig, JSONField } from 'payload'
import { access, isNobody } from '../../access/access.js'
import { planEndpoints } from '../../endpoints/planEndpoints.js'
import { lessonLimits } from '../../generators/lessons/lesson.js'
import { checkContent } from '../../hooks/contentHooks.js'
import type { Settings } from '../../options/Settings.js'
import { keepAwaited, keepEdits, readPlanFacts, readStanding } from '../../plans/planHooks.js'
import { planStates } from '../../plans/planStates.js'
import { label } from '../../words/words.js'
import { folded, generateButton, named, serverOwned } from '../fields.js'
import { contentField } from './contentField.js'
import { basisFields, formatField } from './contentFields.js'

/** Computed when one plan is read: what names it, and what of its basis has changed. */
const readOfPlan = (settings: Settings, name: 'dependents' | 'staleBecause'): JSONField =>
  serverOwned({
    name,
    type: 'json',
    virtual: true,
    admin: { hidden: true },
    hooks: { afterRead: [readPlanFacts(settings, name)] },
  })

/** The outline that lessons or courses are written from: made once, found again by its key. */
export const Plans = (settings: Settings): CollectionConfig => ({
  slug: settings.slugs.plans,
  labels: { singular: label('collections:plan'), plural: label('collections:plans') },
  versions: { drafts: false, maxPerDoc: 50 },
  // A copy would have the same key.
  disableDuplicate: true,
  defaultPopulate: { objective: true, format: true, state: true },
  admin: {
    group: 'Lessons',
    useAsTitle: 'objective',
    defaultColumns: ['objective', 'topic', 'format', 'state', 'hits', 'expiresAt', 'updatedAt'],
    listSearchableFields: ['objective', 'topic', 'key'],
    components: {
      edit: { beforeDocumentControls: [generateButton({ kind: 'lessons', names: 'fallbackPlan', way: 'plan' })] },
    },
  },
  // Made by runs alone, which know the key.
  access: { ...access.reviewed(settings), create: isNobody },
  hooks: { beforeChange: [checkContent(settings), keepEdits(settings)], beforeDelete: [keepAwaited(settings)] },
  endpoints: planEndpoints(settings),
  fields: [
    {
      name: 'standing',
      type: 'ui',
      admin: {
        disableListColumn: true,
        components: {
          Field: {
            path: 'payload-coursewright/client#PlanStatus',
            clientProps: { slugs: { ...settings.slugs } },
          },
        },
      },
    },
    serverOwned({ name: 'objective', type: 'textarea', maxLength: lessonLimits.objective }),
    contentField(settings, settings.slugs.plans),
    // Its page shows them above, where there are any.
    serverOwned({
      name: 'issues',
      type: 'text',
      hasMany: true,
      maxLength: 1000,
      maxRows: 200,
      admin: { hidden: true },
    }),
    serverOwned({
      name: 'state',
      type: 'text',
      required: true,
      index: true,
      defaultValue: 'writing',
      // Text, so that another state needs no migration.
      validate: (value: unknown) =>
        planStates.some((state) => state === value) || `Choose one of ${planStates.join(', ')}.`,
      admin: { position: 'sidebar', components: named('rowStates') },
      hooks: { afterRead: [readStanding(settings)] },
    }),
    serverOwned({ name: 'topic', type: 'text', maxLength: lessonLimits.topic, admin: { position: 'sidebar' } }),
    serverOwned(formatField(settings)),
    ...basisFields(settings).map((field) => serverOwned(field)),
    serverOwned({ name: 'expiresAt', type: 'date', index: true, admin: { position: 'sidebar' } }),
    folded([
      serverOwned({ name: 'hits', type: 'number', defaultValue: 0 }),
      serverOwned({ name: 'lastHitAt', type: 'date' }),
      serverOwned({ name: 'model', type: 'text' }),
      serverOwned({ name: 'promptVersion', type: 'text' }),
      serverOwned({
        name: 'run',
        type: 'relationship',
        relationTo: settings.slugs.generationRuns,
        index: true,
        admin: { description: label('help:planRun'), condition: (data) => Boolean(data?.run) },
      }),
      serverOwned({
        name: 'editedAt',
        type: 'date',
        admin: { condition: (data) => Boolean(data?.editedAt) },
      }),
    ]),
    serverOwned({ name: 'written', type: 'json', admin: { hidden: true } }),
    serverOwned({ name: 'replaced', type: 'json', admin: { hidden: true } }),
    serverOwned({ name: 'lastWriter', type: 'text', admin: { hidden: true } }),
    readOfPlan(settings, 'dependents'),
    readOfPlan(settings, 'staleBecause'),
    serverOwned({ name: 'key', type: 'text', required: true, unique: true, admin: { hidden: true } }),
    // Under which everybody would find it; another one than `key` while it is its run's own, or was purged.
    serverOwned({ name: 'sharedKey', type: 'text', index: true, admin: { hidden: true } }),
    serverOwned({ name: 'scope', type: 'text', maxLength: 200, admin: { hidden: true } }),
    serverOwned({ name: 'objectiveHash', type: 'text', index: true, admin: { hidden: true } }),
    serverOwned({ name: 'profileHash', type: 'text', index: true, admin: { hidden: true } }),
    serverOwned({ name: 'kitHash', type: 'text', index: true, admin: { hidden: true } }),
    serverOwned({ name: 'curriculumHash', type: 'text', index: true, admin: { hidden: true } }),
    serverOwned({
      name: 'writer',
      type: 'relationship',
      relationTo: settings.slugs.generationSteps,
      admin: { hidden: true },
    }),
  ],
})
