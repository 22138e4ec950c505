import type { CollectionConfig, Field } from 'payload'
import { access, isAdmin } from '../../access/access.js'
import { readAttemptCostHook } from '../../hooks/ledgerHooks.js'
import { type LedgerOutcome, ledgerOutcomes } from '../../model/Attempt.js'
import type { Settings } from '../../options/Settings.js'
import { optionsOf } from '../fields.js'

const logTypes = [
  { value: 'attempt', label: 'Attempt' },
  { value: 'event', label: 'Event' },
  { value: 'alert', label: 'Alert' },
]

/** Options in the order of their values, which a column of the database has. */
const logLevels = [
  { value: 'info', label: 'Info' },
  { value: 'warn', label: 'Warning' },
  { value: 'error', label: 'Error' },
]

/** Append-only ledger: one row per attempt and per notable event. Prompts and answers only with `model.logBodies`. */
export const GenerationLogs = (settings: Settings): CollectionConfig => ({
  slug: settings.slugs.generationLogs,
  labels: { singular: 'Generation log', plural: 'Generation logs' },
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
  defaultSort: '-createdAt',
  indexes: [{ fields: ['run', 'createdAt'] }, { fields: ['type', 'createdAt'] }],
  fields: fieldsOf(settings).map(emptyOnNoAlert),
})

const fieldsOf = (settings: Settings): Field[] => [
  {
    name: 'seen',
    type: 'ui',
    label: 'Acknowledged',
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
  { name: 'role', type: 'text' },
  { name: 'level', type: 'select', options: logLevels },
  { name: 'feature', type: 'text', admin: { description: 'Kind and section, such as `lessons/standard`.' } },
  { name: 'subject', type: 'text' },
  {
    name: 'items',
    type: 'number',
    label: 'Requested drafts',
    admin: { description: 'Drafts that were requested by this call.' },
  },
  {
    name: 'savedTokens',
    type: 'number',
    admin: {
      description:
        'Prompt tokens that a call for each draft it brought would have taken, less its own, by our own count. Below 0 where it brought little.',
    },
  },
  { name: 'outcome', type: 'select', options: optionsOf(ledgerOutcomes, attemptOutcomeLabels) },
  { name: 'errorClass', type: 'text', admin: { description: 'What went wrong, as code names it.' } },
  { name: 'provider', type: 'text' },
  { name: 'model', type: 'text' },
  { name: 'serviceTier', type: 'text', admin: { description: '`flex` at the slower, cheaper tier.' } },
  { name: 'promptTokens', type: 'number' },
  {
    name: 'countedPromptTokens',
    type: 'number',
    admin: { description: 'Prompt tokens by our own count, from which estimates learn.' },
  },
  { name: 'cachedTokens', type: 'number' },
  { name: 'cacheWriteTokens', type: 'number', admin: { description: 'Prompt tokens written into the cache.' } },
  { name: 'completionTokens', type: 'number' },
  { name: 'reasoningTokens', type: 'number' },
  {
    name: 'untoldTokens',
    type: 'number',
    admin: { description: 'The most that it can have taken, where nobody told what it took.' },
  },
  { name: 'untoldMicroUsd', type: 'number', admin: { description: 'The same in millionths of a US dollar.' } },
  {
    name: 'cost',
    type: 'number',
    virtual: true,
    label: 'Cost in US dollars',
    admin: { readOnly: true, description: 'Empty when the price or the tokens are unknown.' },
    hooks: { afterRead: [readAttemptCostHook(settings)] },
  },
  { name: 'ms', type: 'number', label: 'Milliseconds' },
  { name: 'firstTokenMs', type: 'number', label: 'Milliseconds to the first token' },
  { name: 'requestId', type: 'text', label: 'Provider request id' },
  { name: 'message', type: 'textarea' },
  {
    name: 'facts',
    type: 'json',
    admin: { description: 'Of an event, by its kind.', condition: (data) => Boolean(data.facts) },
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

/** What people read for the way a call ended. */
const attemptOutcomeLabels: Readonly<Record<LedgerOutcome, string>> = {
  ok: 'Good answer',
  invalid: 'Not what was requested',
  refused: 'Declined by the model',
  truncated: 'Cut at its length limit',
  timeout: 'No answer in time',
  'rate-limited': 'Too many requests',
  unavailable: 'Provider unavailable',
  rejected: 'Request rejected',
  unauthorized: 'Key or configuration refused',
  'out-of-credit': 'Out of credit',
  aborted: 'Stopped by us',
  lost: 'Its worker stopped',
}
