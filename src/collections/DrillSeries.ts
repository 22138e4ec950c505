import type { CollectionConfig } from 'payload'
import { access } from '../access/access.js'
import { readArtifactHook } from '../hooks/drills/drillHooks.js'
import { askForDrills, deleteDrillsOfSeries } from '../hooks/seriesHooks.js'
import type { Settings } from '../options/Settings.js'
import { kindWords } from '../runs/kind/kindWords.js'
import type { RunKind } from '../runs/kind/RunKind.js'
import { longestTitle } from '../text.js'
import { label } from '../words/words.js'
import { difficultyField, gameChoices, gameField, generateButton } from './fields.js'

/** One requested series and its order. Everything in it can be rebuilt from its drills alone. */
export const DrillSeries = (settings: Settings, kinds: readonly RunKind[]): CollectionConfig => ({
  slug: settings.slugs.drillSeries,
  labels: { singular: label('collections:series'), plural: label('collections:series') },
  graphQL: { singularName: 'DrillSeries', pluralName: 'AllDrillSeries' },
  versions: { drafts: true },
  // Where another document names it: not the artifact and the drills in it, once for each of them.
  defaultPopulate: { title: true, game: true, difficulty: true, _status: true },
  admin: {
    group: 'Drills',
    useAsTitle: 'title',
    defaultColumns: ['title', 'progress', 'game', '_status', 'createdAt'],
    // The description's slot is the one nearest to "Create New".
    components: {
      Description: generateButton({ kind: 'drillSeries' }),
      edit: { beforeDocumentControls: [generateButton({ kind: 'drillSeries', names: 'addTo', way: 'more' })] },
    },
  },
  enableQueryPresets: false,
  access: access.published(settings),
  hooks: { beforeOperation: [askForDrills], beforeDelete: [deleteDrillsOfSeries(settings)] },
  fields: [
    { name: 'title', type: 'text', required: true, maxLength: longestTitle },
    {
      name: 'progress',
      type: 'ui',
      admin: {
        components: {
          Field: {
            path: 'payload-coursewright/client#SeriesProgress',
            clientProps: {
              slugs: { ...settings.slugs },
              phases: gameChoices(settings).phases,
              kinds: kindWords(kinds),
            },
          },
          Cell: 'payload-coursewright/rsc#SeriesProgressCell',
        },
      },
    },
    {
      name: 'drills',
      type: 'join',
      collection: settings.slugs.drills,
      on: 'series',
      defaultSort: 'order',
      defaultLimit: 50,
      // Also of a series in a course, in one request: Payload's own limit is the first level.
      maxDepth: 3,
      // The progress field lists them as they land, with boards; two lists would be one too many.
      admin: { hidden: true, allowCreate: false },
    },
    {
      name: 'runs',
      type: 'join',
      collection: settings.slugs.generationRuns,
      on: 'target',
      defaultSort: '-createdAt',
      // The progress field shows the newest as it goes and leads to it.
      admin: { hidden: true, allowCreate: false },
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
