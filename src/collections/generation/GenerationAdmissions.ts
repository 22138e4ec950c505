import type { CollectionConfig } from 'payload'
import { access, isNobody } from '../../access/access.js'
import type { Settings } from '../../options/Settings.js'
import { label } from '../../words/words.js'

/**
 * Who requested what, and when: what limits are counted from. Append-only, in the transaction that creates the run, and
 * without foreign keys, so that a deleted run or user still counts. Written by our SQL alone.
 */
export const GenerationAdmissions = (settings: Settings): CollectionConfig => ({
  slug: settings.slugs.generationAdmissions,
  labels: { singular: label('ledger:admission'), plural: label('ledger:admissions') },
  disableDuplicate: true,
  admin: { group: false },
  access: { ...access.recorded(settings), delete: isNobody },
  defaultSort: '-createdAt',
  indexes: [
    { fields: ['userKey', 'createdAt'] },
    // The net below the requester's lock, for hosts whose transactions do not see what was committed since they began.
    { fields: ['userKey', 'number'], unique: true },
  ],
  fields: [
    // The requester's id as text, or `system`.
    { name: 'userKey', type: 'text', required: true },
    // Which of the requester's requests it is, from 1.
    { name: 'number', type: 'number', required: true },
    { name: 'role', type: 'text', required: true },
    { name: 'kind', type: 'text', required: true },
    // The run's id as text.
    { name: 'run', type: 'text', required: true },
  ],
})
