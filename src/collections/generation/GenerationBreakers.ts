import type { CollectionConfig } from 'payload'
import { access } from '../../access/access.js'
import { askAgainHook } from '../../hooks/ledgerHooks.js'
import type { Settings } from '../../options/Settings.js'
import { label } from '../../words/words.js'
import { inEachLanguage } from '../labelled.js'

/**
 * Models that are not called for a while, shared by all workers. A breaker that is not here is closed; deleting one
 * closes it, which is how an admin has a provider tried again at once.
 */
export const GenerationBreakers = (settings: Settings): CollectionConfig => ({
  slug: settings.slugs.generationBreakers,
  labels: { singular: label('ledger:breaker'), plural: label('ledger:breakers') },
  disableDuplicate: true,
  admin: {
    group: 'Generation',
    useAsTitle: 'key',
    listSearchableFields: ['provider', 'model', 'reason'],
    description: inEachLanguage(({ ledgerHelp }) => ledgerHelp.breakers),
    defaultColumns: ['provider', 'model', 'reason', 'openUntil', 'openings'],
  },
  access: access.recorded(settings),
  hooks: { afterDelete: [askAgainHook(settings)] },
  defaultSort: '-openUntil',
  fields: [
    { name: 'key', type: 'text', required: true, unique: true, admin: { hidden: true } },
    { name: 'provider', type: 'text', required: true },
    { name: 'model', type: 'text', required: true },
    { name: 'reason', type: 'text', required: true },
    { name: 'openUntil', type: 'date', required: true, admin: { date: { pickerAppearance: 'dayAndTime' } } },
    { name: 'probeUntil', type: 'date', admin: { hidden: true } },
    { name: 'openings', type: 'number', required: true, defaultValue: 1 },
  ],
})
