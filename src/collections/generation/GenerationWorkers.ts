import type { CollectionConfig } from 'payload'
import { access, isNobody } from '../../access/access.js'
import type { Settings } from '../../options/Settings.js'
import { label } from '../../words/words.js'

/** Workers that were seen lately; one of them leads, and does what only one must do. Written by our SQL alone. */
export const GenerationWorkers = (settings: Settings): CollectionConfig => ({
  slug: settings.slugs.generationWorkers,
  labels: { singular: label('ledger:worker'), plural: label('ledger:workers') },
  disableDuplicate: true,
  admin: {
    group: 'Generation',
    useAsTitle: 'key',
    defaultColumns: ['host', 'pid', 'slots', 'busy', 'startedAt', 'seenAt'],
  },
  access: { ...access.recorded(settings), delete: isNobody },
  defaultSort: '-seenAt',
  fields: [
    { name: 'key', type: 'text', required: true, unique: true, admin: { hidden: true } },
    { name: 'host', type: 'text', required: true },
    { name: 'pid', type: 'number', required: true },
    { name: 'slots', type: 'number', required: true },
    { name: 'busy', type: 'number', required: true, defaultValue: 0 },
    { name: 'startedAt', type: 'date', required: true, admin: { date: { pickerAppearance: 'dayAndTime' } } },
    { name: 'seenAt', type: 'date', required: true, index: true, admin: { date: { pickerAppearance: 'dayAndTime' } } },
    { name: 'leadsUntil', type: 'date', admin: { hidden: true } },
  ],
})
