import type { CollectionConfig } from 'payload'
import { access, isNobody } from '../../access/access.js'
import type { Settings } from '../../options/Settings.js'
import { label } from '../../words/words.js'

/**
 * What was spent, and what is reserved for calls under way, of each budget in each of its windows: a row whose lock lets one
 * call at a time be reserved. Made when a call first needs it; written by our SQL alone.
 */
export const GenerationBudgets = (settings: Settings): CollectionConfig => ({
  slug: settings.slugs.generationBudgets,
  labels: { singular: label('ledger:budget'), plural: label('ledger:budgets') },
  disableDuplicate: true,
  admin: { group: false },
  access: { ...access.recorded(settings), delete: isNobody },
  defaultSort: 'key',
  fields: [
    // `run:12`, `user:5:day:2026-11-28`, `role:teacher:month:2026-11`, `site:day:2026-11-28`.
    { name: 'key', type: 'text', required: true, unique: true },
    { name: 'spentTokens', type: 'number', required: true, defaultValue: 0 },
    { name: 'spentMicroUsd', type: 'number', required: true, defaultValue: 0 },
    { name: 'reservedTokens', type: 'number', required: true, defaultValue: 0 },
    { name: 'reservedMicroUsd', type: 'number', required: true, defaultValue: 0 },
  ],
})
