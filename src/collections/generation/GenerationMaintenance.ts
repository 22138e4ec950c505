import type { CollectionConfig } from 'payload'
import { access, isNobody } from '../../access/access.js'
import type { Settings } from '../../options/Settings.js'
import { label } from '../../words/words.js'

const dayAndTime = { date: { pickerAppearance: 'dayAndTime' } } as const

/**
 * When each task of maintenance ran, what it did, and when it is due again: by these rows a new leader knows what the last one
 * left, and no two processes do the same task at once. Written by our SQL alone.
 */
export const GenerationMaintenance = (settings: Settings): CollectionConfig => ({
  slug: settings.slugs.generationMaintenance,
  labels: { singular: label('ledger:task'), plural: label('ledger:tasks') },
  disableDuplicate: true,
  admin: {
    group: 'Generation',
    useAsTitle: 'key',
    defaultColumns: ['key', 'startedAt', 'endedAt', 'nextAt', 'error'],
  },
  access: { ...access.recorded(settings), delete: isNobody },
  defaultSort: 'key',
  fields: [
    { name: 'key', type: 'text', required: true, unique: true, label: label('ledgerFields:task') },
    { name: 'startedAt', type: 'date', admin: dayAndTime },
    { name: 'endedAt', type: 'date', admin: dayAndTime },
    { name: 'nextAt', type: 'date', required: true, admin: dayAndTime },
    // Until then nobody else may do it; renewed while it is done.
    { name: 'runningUntil', type: 'date', admin: { hidden: true } },
    { name: 'token', type: 'number', required: true, defaultValue: 0, admin: { hidden: true } },
    { name: 'ms', type: 'number' },
    { name: 'facts', type: 'json', admin: { description: label('ledgerHelp:factsOfTask') } },
    { name: 'error', type: 'textarea', admin: { description: label('ledgerHelp:errorOfTask') } },
  ],
})
