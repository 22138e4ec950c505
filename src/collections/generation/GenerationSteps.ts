import type { CollectionConfig } from 'payload'
import { access, isNobody } from '../../access/access.js'
import type { Settings } from '../../options/Settings.js'
import { stepStatuses } from '../../runs/vocabulary.js'
import { label } from '../../words/words.js'

/** The smallest unit of paid work inside a run. Written by our SQL verbs only, and deleted with its run. */
export const GenerationSteps = (settings: Settings): CollectionConfig => ({
  slug: settings.slugs.generationSteps,
  labels: { singular: label('ledger:step'), plural: label('ledger:steps') },
  disableDuplicate: true,
  defaultPopulate: { index: true, kind: true, status: true },
  admin: { group: false, defaultColumns: ['run', 'index', 'kind', 'status', 'attempts', 'error'] },
  access: { ...access.recorded(settings), delete: isNobody },
  defaultSort: 'index',
  indexes: [
    // Where the next step of one run is looked for; see `claimStep`.
    { fields: ['run', 'status', 'createdAt', 'index'] },
    // The last net under `openSteps`: no step of a run is opened twice.
    { fields: ['run', 'key'], unique: true },
    // The claim goes from requester to requester, and takes the first step of one; see `claimStep`.
    { fields: ['status', 'requesterKey', 'rank', 'createdAt', 'index'] },
    { fields: ['status', 'leaseUntil'] },
  ],
  fields: [
    { name: 'run', type: 'relationship', relationTo: settings.slugs.generationRuns, required: true },
    // The requester's id, or `system`: never empty, so that the claim can ask for the next one.
    { name: 'requesterKey', type: 'text', required: true, defaultValue: 'system' },
    { name: 'index', type: 'number', required: true },
    { name: 'kind', type: 'text', required: true },
    // What the run's kind calls it; none for the step that ends a run, which may be written anew.
    { name: 'key', type: 'text' },
    {
      name: 'status',
      type: 'select',
      options: stepStatuses.map((value) => ({ value, label: label(`stepStatuses:${value}`) })),
      required: true,
    },
    // The run's priority, negated: indexes of Payload only ascend.
    { name: 'rank', type: 'number', required: true, defaultValue: 0 },
    { name: 'runAfter', type: 'date', required: true },
    { name: 'attempts', type: 'number', required: true, defaultValue: 0 },
    { name: 'claims', type: 'number', required: true, defaultValue: 0 },
    { name: 'leaseOwner', type: 'text' },
    { name: 'leaseUntil', type: 'date' },
    { name: 'token', type: 'number', required: true, defaultValue: 0 },
    { name: 'input', type: 'json' },
    { name: 'result', type: 'json' },
    // Calls under way, each with the id that its row in the ledger will have and the most it may take; see `reservations.ts`.
    { name: 'reservations', type: 'json' },
    { name: 'written', type: 'number', required: true, defaultValue: 0 },
    { name: 'saved', type: 'number', required: true, defaultValue: 0 },
    { name: 'missing', type: 'number', required: true, defaultValue: 0 },
    { name: 'error', type: 'textarea' },
    { name: 'version', type: 'number', required: true, defaultValue: 0 },
  ],
})
