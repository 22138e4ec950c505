import type { CollectionConfig } from 'payload'
import { isAdmin, isNobody, isReviewer } from '../access/hasRole.js'
import { attemptOutcomes } from '../model/Attempt.js'
import type { Settings } from '../options/Settings.js'

/** Append-only ledger: one row per attempt and per notable event. Prompts and answers are not kept. */
export const GenerationLogs = (settings: Settings): CollectionConfig => ({
  slug: settings.slugs.generationLogs,
  labels: { singular: 'Generation log', plural: 'Generation logs' },
  disableDuplicate: true,
  admin: {
    group: 'Generation',
    defaultColumns: ['createdAt', 'type', 'outcome', 'model', 'promptTokens', 'completionTokens', 'ms', 'message'],
  },
  access: { create: isNobody, read: isReviewer(settings), update: isNobody, delete: isAdmin(settings) },
  defaultSort: '-createdAt',
  fields: [
    { name: 'type', type: 'select', options: ['attempt', 'event', 'alert'], required: true },
    { name: 'run', type: 'relationship', relationTo: settings.slugs.generationRuns, index: true },
    { name: 'step', type: 'relationship', relationTo: settings.slugs.generationSteps, index: true },
    { name: 'outcome', type: 'select', options: [...attemptOutcomes] },
    { name: 'provider', type: 'text' },
    { name: 'model', type: 'text' },
    { name: 'promptTokens', type: 'number' },
    { name: 'cachedTokens', type: 'number' },
    { name: 'completionTokens', type: 'number' },
    { name: 'ms', type: 'number', label: 'Milliseconds' },
    { name: 'requestId', type: 'text', label: 'Provider request id' },
    { name: 'message', type: 'textarea' },
  ],
})
