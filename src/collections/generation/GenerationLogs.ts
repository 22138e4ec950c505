import type { CollectionConfig, Field } from 'payload'
import { access, isAdmin } from '../../access/access.js'
import { attemptBases, readAttemptCostHook, selectBases } from '../../hooks/ledgerHooks.js'
import { ledgerOutcomes } from '../../model/Attempt.js'
import type { Settings } from '../../options/Settings.js'
import { label } from '../../words/words.js'
import { inSentences, named } from '../fields.js'

const logTypes = (['attempt', 'event', 'alert'] as const).map((value) => ({ value, label: label(`logTypes:${value}`) }))

/** Options in the order of their values, which a column of the database has. */
const logLevels = (['info', 'warn', 'error'] as const).map((value) => ({ value, label: label(`logLevels:${value}`) }))

/** Append-only ledger: one row per attempt and per notable event. Prompts and answers only with `model.logBodies`. */
export const GenerationLogs = (settings: Settings): CollectionConfig => ({
  slug: settings.slugs.generationLogs,
  labels: { singular: label('ledger:log'), plural: label('ledger:logs') },
  disableDuplicate: true,
  admin: {
    group: 'Generation',
    // What alerts are read by stands first; other rows have little to say there.
    defaultColumns: [
      'createdAt',
      'type',
      'message',
      'seen',
      'outcome',
      'model',
      'promptTokens',
      'completionTokens',
      'ms',
    ],
    components: { Description: 'payload-coursewright/client#AcknowledgeListed' },
  },
  access: access.recorded(settings),
  hooks: { beforeOperation: [selectBases(attemptBases)] },
  defaultSort: '-createdAt',
  indexes: [{ fields: ['run', 'createdAt'] }, { fields: ['type', 'createdAt'] }],
  fields: fieldsOf(settings).map(emptyOnNoAlert),
})

const fieldsOf = (settings: Settings): Field[] => [
  {
    name: 'seen',
    type: 'ui',
    admin: {
      components: {
        Field: 'payload-coursewright/client#AcknowledgeField',
        Cell: 'payload-coursewright/client#AcknowledgeCell',
      },
    },
  },
  { name: 'type', type: 'select', options: logTypes, required: true },
  { name: 'run', type: 'relationship', relationTo: settings.slugs.generationRuns },
  { name: 'step', type: 'relationship', relationTo: settings.slugs.generationSteps, index: true },
  { name: 'user', type: 'relationship', relationTo: settings.usersSlug },
  { name: 'role', type: 'text', admin: { components: named('roles') } },
  { name: 'level', type: 'select', options: logLevels },
  { name: 'feature', type: 'text', admin: { description: label('ledgerHelp:feature') } },
  { name: 'subject', type: 'text' },
  {
    name: 'items',
    type: 'number',
    label: label('ledgerFields:items'),
    admin: { description: label('ledgerHelp:itemsOfCall') },
  },
  {
    name: 'savedTokens',
    type: 'number',
    admin: {
      description: label('ledgerHelp:savedTokens'),
    },
  },
  {
    name: 'outcome',
    type: 'select',
    options: ledgerOutcomes.map((value) => ({ value, label: label(`outcomes:${value}`) })),
  },
  { name: 'errorClass', type: 'text', admin: { description: label('ledgerHelp:errorClass') } },
  { name: 'provider', type: 'text' },
  { name: 'model', type: 'text' },
  { name: 'serviceTier', type: 'text', admin: { description: label('ledgerHelp:serviceTier') } },
  { name: 'promptTokens', type: 'number' },
  {
    name: 'countedPromptTokens',
    type: 'number',
    admin: { description: label('ledgerHelp:countedByCall') },
  },
  { name: 'cachedTokens', type: 'number' },
  { name: 'cacheWriteTokens', type: 'number', admin: { description: label('ledgerHelp:cacheWriteTokens') } },
  { name: 'completionTokens', type: 'number' },
  { name: 'reasoningTokens', type: 'number' },
  {
    name: 'untoldTokens',
    type: 'number',
    admin: { description: label('ledgerHelp:untoldOfCall') },
  },
  { name: 'untoldMicroUsd', type: 'number', admin: { description: label('ledgerHelp:microUsd') } },
  {
    name: 'cost',
    type: 'number',
    virtual: true,
    admin: { readOnly: true, description: label('ledgerHelp:costOfCall') },
    hooks: { afterRead: [readAttemptCostHook(settings)] },
  },
  { name: 'ms', type: 'number' },
  { name: 'firstTokenMs', type: 'number' },
  { name: 'requestId', type: 'text' },
  { name: 'message', type: 'textarea', admin: { components: inSentences } },
  {
    name: 'facts',
    type: 'json',
    admin: { description: label('ledgerHelp:factsOfLog'), condition: (data) => Boolean(data.facts) },
  },
  // Of alerts: the same cause is told once an hour, and then counted.
  { name: 'cause', type: 'text', index: true, admin: { condition: isAlert } },
  { name: 'count', type: 'number', admin: { condition: isAlert } },
  { name: 'acknowledgedAt', type: 'date', admin: { condition: isAlert, date: { pickerAppearance: 'dayAndTime' } } },
  { name: 'acknowledgedBy', type: 'relationship', relationTo: settings.usersSlug, admin: { condition: isAlert } },
  { name: 'deliveries', type: 'json', admin: { hidden: true } },
  { name: 'deliverAfter', type: 'date', index: true, admin: { hidden: true } },
  { name: 'requestBody', type: 'textarea', access: { read: isAdmin(settings) }, admin: { condition: hasBodies } },
  { name: 'answerBody', type: 'textarea', access: { read: isAdmin(settings) }, admin: { condition: hasBodies } },
]

/** Of an alert's page: most fields are those of calls, and say nothing there. */
const emptyOnNoAlert = (field: Field): Field => {
  if (!('name' in field) || field.type === 'ui' || field.admin?.condition) return field
  const condition = (data: Record<string, unknown>) => !isAlert(data) || (data[field.name ?? ''] ?? null) !== null
  return { ...field, admin: { ...field.admin, condition } } as Field
}

const isAlert = (data: Record<string, unknown>): boolean => data.type === 'alert'

const hasBodies = (data: Record<string, unknown>): boolean => Boolean(data.requestBody)
