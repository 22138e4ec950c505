import type { Access, CollectionConfig, CollectionSlug } from 'payload'
import { access, isReviewer, isSignedIn, readOwnRuns } from '../../access/access.js'
import { generationRunEndpoints } from '../../endpoints/runs/runEndpoints.js'
import { difficulties } from '../../games/difficulties.js'
import { admitRun, longestRequestKey } from '../../hooks/admitRun.js'
import { queriedBy } from '../../hooks/guard/queriedField.js'
import { readCostHook, runBases, selectBases } from '../../hooks/ledgerHooks.js'
import { checkRunKept, deleteRunSteps, readWaitingHook, startRunHook, wakeWaitingHook } from '../../hooks/runHooks.js'
import type { Settings } from '../../options/Settings.js'
import { kindWords } from '../../runs/kind/kindWords.js'
import type { RunKind } from '../../runs/kind/RunKind.js'
import { tellRequester } from '../../runs/toldState.js'
import { pauseReasons, prefetchPriority, runStatuses } from '../../runs/vocabulary.js'
import { longestName } from '../../text.js'
import { label } from '../../words/words.js'
import { gameChoices, named, serverOwned } from '../fields.js'

/** The card shows what people look for; the fields behind it stand beside it. */
const side = { position: 'sidebar' } as const
const dayAndTime = { pickerAppearance: 'dayAndTime' } as const

/** One request to generate. Creating the document is the request; afterwards only runs write it. */
export const GenerationRuns = (settings: Settings, kinds: readonly RunKind[]): CollectionConfig => ({
  slug: settings.slugs.generationRuns,
  labels: { singular: label('ledger:run'), plural: label('ledger:runs') },
  disableDuplicate: true,
  defaultPopulate: { title: true, kind: true, status: true, progress: true },
  admin: {
    group: 'Generation',
    useAsTitle: 'title',
    defaultColumns: ['title', 'status', 'progress.generated', 'progress.requested', 'requester', 'createdAt'],
  },
  access: { ...access.recorded(settings), create: mayRequest(settings), read: readOwnRuns(settings) },
  hooks: {
    beforeOperation: [selectBases(runBases)],
    beforeChange: [admitRun({ settings, kinds })],
    afterChange: [startRunHook(settings, kinds)],
    beforeDelete: [deleteRunSteps(settings)],
    afterDelete: [wakeWaitingHook(settings)],
    afterOperation: [checkRunKept],
  },
  endpoints: generationRunEndpoints({ settings, kinds }),
  defaultSort: '-createdAt',
  indexes: [
    { fields: ['requester', 'idempotencyKey'], unique: true },
    { fields: ['requester', 'createdAt'] },
    { fields: ['requester', 'status'] },
    { fields: ['status', 'createdAt'] },
    { fields: ['targetKey', 'createdAt'] },
  ],
  fields: [
    {
      name: 'progressCard',
      type: 'ui',
      admin: {
        disableListColumn: true,
        components: {
          Field: {
            path: 'payload-coursewright/client#RunProgress',
            clientProps: { slugs: { ...settings.slugs }, choices: choicesOf(settings), kinds: kindWords(kinds) },
          },
        },
      },
    },
    serverOwned({ name: 'title', type: 'text', admin: side }),
    // Text, not a select: a list of the database's would make every new kind a migration.
    {
      name: 'kind',
      type: 'text',
      required: true,
      defaultValue: kinds[0]?.kind,
      maxLength: longestName,
      admin: { ...side, components: named('runKinds') },
    },
    { name: 'input', type: 'json', required: true, admin: { hidden: true } },
    { name: 'idempotencyKey', type: 'text', maxLength: longestRequestKey, admin: { hidden: true } },
    {
      name: 'priority',
      type: 'number',
      // Below 0 only what is made in idle time; see `admitRun`.
      min: prefetchPriority,
      max: 10,
      // None by default: what a role has is put in where a request names none.
      admin: { ...side, description: label('ledgerHelp:priority') },
    },
    serverOwned({ name: 'requester', type: 'relationship', relationTo: settings.usersSlug, admin: side }),
    serverOwned({ name: 'role', type: 'text', admin: { ...side, components: named('roles') } }),
    serverOwned({
      name: 'status',
      type: 'select',
      options: runStatuses.map((value) => ({ value, label: label(`runStatuses:${value}`) })),
      defaultValue: 'queued',
      admin: side,
    }),
    serverOwned({
      name: 'waiting',
      type: 'text',
      virtual: true,
      admin: { ...side, condition: ({ waiting }) => Boolean(waiting) },
      hooks: { afterRead: [readWaitingHook(settings)] },
    }),
    serverOwned({
      name: 'pausedFor',
      type: 'select',
      options: pauseReasons.map((value) => ({ value, label: label(`pauseReasons:${value}`) })),
      admin: { ...side, condition: ({ pausedFor }) => Boolean(pausedFor) },
    }),
    serverOwned({
      name: 'pausedUntil',
      type: 'date',
      admin: { ...side, date: dayAndTime, condition: ({ pausedUntil }) => Boolean(pausedUntil) },
    }),
    // What it waits for, as data: of a budget its scope, window, limit and what was used.
    serverOwned({ name: 'pausedBy', type: 'json', admin: { hidden: true } }),
    // As the request's input said, or the user who resumed it since.
    serverOwned({ name: 'maxTokens', type: 'number', admin: { hidden: true } }),
    serverOwned({ name: 'maxCostUsd', type: 'number', admin: { hidden: true } }),
    serverOwned({ name: 'target', type: 'relationship', relationTo: targetsOf(kinds), admin: side }),
    // A relationship to several collections lives in a table of its own, which no index of ours can name.
    serverOwned({ name: 'targetKey', type: 'text', admin: { hidden: true } }),
    {
      name: 'progress',
      type: 'group',
      admin: side,
      fields: [
        serverOwned({ name: 'requested', type: 'number', defaultValue: 0 }),
        serverOwned({ name: 'generated', type: 'number', defaultValue: 0 }),
        serverOwned({ name: 'failed', type: 'number', defaultValue: 0 }),
      ],
    },
    {
      name: 'usage',
      type: 'group',
      admin: side,
      fields: [
        serverOwned({ name: 'calls', type: 'number', defaultValue: 0 }),
        serverOwned({ name: 'promptTokens', type: 'number', defaultValue: 0 }),
        serverOwned({ name: 'cachedTokens', type: 'number', defaultValue: 0 }),
        serverOwned({ name: 'completionTokens', type: 'number', defaultValue: 0 }),
        serverOwned({ name: 'reasoningTokens', type: 'number', defaultValue: 0 }),
        serverOwned({ name: 'savedTokens', type: 'number', defaultValue: 0 }),
        serverOwned({ name: 'byModel', type: 'json', admin: { hidden: true } }),
      ],
    },
    serverOwned({ name: 'facts', type: 'json', admin: { hidden: true } }),
    {
      name: 'cost',
      type: 'number',
      virtual: true,
      admin: { ...side, readOnly: true, description: label('ledgerHelp:costOfRun') },
      hooks: { afterRead: [readCostHook(settings)] },
    },
    serverOwned({ name: 'notice', type: 'textarea', admin: { hidden: true } }),
    serverOwned({ name: 'error', type: 'textarea', admin: { hidden: true }, ...wordsByReader(settings) }),
    serverOwned({ name: 'gaps', type: 'json', admin: { hidden: true }, ...wordsByReader(settings) }),
    serverOwned({ name: 'startedAt', type: 'date', admin: { ...side, date: dayAndTime } }),
    serverOwned({ name: 'finishedAt', type: 'date', admin: { ...side, date: dayAndTime } }),
    serverOwned({ name: 'deadlineAt', type: 'date', admin: { hidden: true } }),
    serverOwned({ name: 'openSteps', type: 'number', defaultValue: 0, admin: { hidden: true } }),
    serverOwned({ name: 'nextIndex', type: 'number', defaultValue: 0, admin: { hidden: true } }),
    serverOwned({ name: 'isPlanned', type: 'checkbox', defaultValue: false, admin: { hidden: true } }),
    serverOwned({ name: 'version', type: 'number', defaultValue: 0, admin: { hidden: true } }),
    serverOwned({ name: 'lastAction', type: 'text', admin: { hidden: true } }),
  ],
})

/** Requesters who are no reviewers read what holds no facts of a solution, and cannot search by the rest. */
const wordsByReader = (settings: Settings) => ({
  hooks: { afterRead: [tellRequester(settings)] },
  custom: queriedBy(isReviewer(settings)),
})

/**
 * Every signed-in user may request a run. The panel asks without an input whether to offer "Create New": there runs are made by
 * the Generate buttons, not by writing a request as JSON.
 */
const mayRequest =
  (settings: Settings): Access =>
  ({ req, data }) =>
    isSignedIn(settings)({ req }) && !(req.payloadAPI === 'local' && data?.input === undefined)

/** The collections that drafts of any run may belong to. */
const targetsOf = (kinds: readonly RunKind[]): CollectionSlug[] => [...new Set(kinds.flatMap(({ targets }) => targets))]

/** What stands in an input as a value, by the words of its select. */
const choicesOf = (settings: Settings) => ({
  ...gameChoices(settings),
  difficulty: difficulties.map((value) => ({ value, label: value })),
  format: settings.formats.map(({ key, label }) => ({ value: key, label })),
  // Sections of one key in two formats are called alike.
  sections: settings.formats.flatMap(({ sections }) =>
    sections.map(({ key, title }) => ({ value: key, label: title })),
  ),
})
