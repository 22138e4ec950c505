import type { CollectionConfig } from 'payload'
import { isReviewer } from '../access/hasRole.js'
import { readPublished } from '../access/readPublished.js'
import { guardRequest } from '../hooks/guardRequest.js'
import { readArtifactHook } from '../hooks/readArtifactHook.js'
import type { Settings } from '../options/Settings.js'
import { difficultyField } from './difficultyField.js'
import { gameField } from './gameFields.js'
import { generateButton } from './generateButton.js'

/** One requested series and its order. Everything in it can be rebuilt from its drills alone. */
export const DrillSeries = (settings: Settings): CollectionConfig => ({
  slug: settings.slugs.drillSeries,
  labels: { singular: 'Drill series', plural: 'Drill series' },
  graphQL: { singularName: 'DrillSeries', pluralName: 'AllDrillSeries' },
  versions: { drafts: true },
  admin: {
    group: 'Drills',
    useAsTitle: 'title',
    defaultColumns: ['title', 'progress', 'game', '_status', 'createdAt'],
    components: { beforeListTable: [generateButton(settings, 'list')] },
  },
  enableQueryPresets: false,
  access: {
    create: isReviewer(settings),
    read: readPublished(settings),
    readVersions: isReviewer(settings),
    update: isReviewer(settings),
    delete: isReviewer(settings),
  },
  hooks: { beforeOperation: [guardRequest] },
  fields: [
    {
      name: 'progress',
      type: 'ui',
      label: 'Progress',
      admin: {
        components: {
          Field: {
            path: 'payload-coursewright/client#SeriesProgress',
            clientProps: { slugs: { ...settings.slugs } },
          },
          Cell: {
            path: 'payload-coursewright/client#SeriesProgressCell',
            clientProps: { slugs: { ...settings.slugs } },
          },
        },
      },
    },
    { name: 'title', type: 'text', required: true, maxLength: 200 },
    {
      name: 'drills',
      type: 'join',
      collection: settings.slugs.drills,
      on: 'series',
      defaultSort: 'order',
      defaultLimit: 50,
      admin: { defaultColumns: ['board', 'prompt', 'principle', 'phase', 'solution', '_status'], allowCreate: false },
    },
    {
      name: 'runs',
      type: 'join',
      collection: settings.slugs.generationRuns,
      on: 'series',
      defaultSort: '-createdAt',
      admin: { defaultColumns: ['createdAt', 'status', 'progress.generated', 'error'], allowCreate: false },
    },
    { ...gameField(settings), admin: { position: 'sidebar' } },
    { ...difficultyField, admin: { position: 'sidebar' } },
    {
      name: 'curriculum',
      type: 'relationship',
      relationTo: settings.slugs.curricula,
      admin: { position: 'sidebar' },
    },
    { name: 'profile', type: 'relationship', relationTo: settings.slugs.profiles, admin: { position: 'sidebar' } },
    {
      name: 'artifact',
      type: 'json',
      virtual: true,
      admin: { hidden: true },
      hooks: { afterRead: [readArtifactHook(settings)] },
    },
  ],
})
