import type { CollectionConfig } from 'payload'
import { isNobody, isReviewer } from '../access/hasRole.js'
import type { Settings } from '../options/Settings.js'
import { stepKinds, stepStatuses } from '../runs/Step.js'

/** The smallest unit of paid work inside a run. Written by our SQL verbs only, and deleted with its run. */
export const GenerationSteps = (settings: Settings): CollectionConfig => ({
  slug: settings.slugs.generationSteps,
  labels: { singular: 'Generation step', plural: 'Generation steps' },
  disableDuplicate: true,
  admin: { group: false, defaultColumns: ['run', 'index', 'kind', 'status', 'attempts', 'error'] },
  access: { create: isNobody, read: isReviewer(settings), update: isNobody, delete: isNobody },
  defaultSort: 'index',
  indexes: [
    { fields: ['run', 'index'] },
    { fields: ['status', 'priority', 'runAfter'] },
    { fields: ['status', 'leaseUntil'] },
    { fields: ['status', 'requester'] },
  ],
  fields: [
    { name: 'run', type: 'relationship', relationTo: settings.slugs.generationRuns, required: true },
    { name: 'requester', type: 'relationship', relationTo: settings.usersSlug },
    { name: 'index', type: 'number', required: true },
    { name: 'kind', type: 'select', options: [...stepKinds], required: true },
    { name: 'status', type: 'select', options: [...stepStatuses], required: true },
    { name: 'priority', type: 'number', required: true, defaultValue: 0 },
    { name: 'runAfter', type: 'date', required: true },
    { name: 'attempts', type: 'number', required: true, defaultValue: 0 },
    { name: 'claims', type: 'number', required: true, defaultValue: 0 },
    { name: 'leaseOwner', type: 'text' },
    { name: 'leaseUntil', type: 'date' },
    { name: 'token', type: 'number', required: true, defaultValue: 0 },
    { name: 'input', type: 'json' },
    { name: 'result', type: 'json' },
    { name: 'written', type: 'number', required: true, defaultValue: 0 },
    { name: 'saved', type: 'number', required: true, defaultValue: 0 },
    { name: 'missing', type: 'number', required: true, defaultValue: 0 },
    { name: 'error', type: 'textarea' },
    { name: 'version', type: 'number', required: true, defaultValue: 0 },
  ],
})
