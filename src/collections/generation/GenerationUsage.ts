import type { CollectionConfig, Field } from 'payload'
import { access } from '../../access/access.js'
import { readUsageCostHook, selectBases, usageBases } from '../../hooks/ledgerHooks.js'
import { usageOutcomes } from '../../limits/usage/usage.js'
import type { LedgerOutcome } from '../../model/Attempt.js'
import type { Settings } from '../../options/Settings.js'
import { label } from '../../words/words.js'
import { named } from '../fields.js'

const count = (name: string, description?: Label, called?: Label): Field => ({
  name,
  type: 'number',
  ...(called && { label: called }),
  required: true,
  defaultValue: 0,
  admin: { description },
})

type Label = ReturnType<typeof label>

/** As the log calls the outcome that this column counts. */
const outcomeOf = (column: (typeof usageOutcomes)[number]): LedgerOutcome =>
  column.replaceAll(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`) as LedgerOutcome

/**
 * What was used, added up by day, user, role, kind, section, provider, model and tier, in the very statement that keeps an
 * attempt: what dashboards, estimates and budgets read instead of the log. Kept for ever.
 */
export const GenerationUsage = (settings: Settings): CollectionConfig => ({
  slug: settings.slugs.generationUsage,
  labels: { singular: label('ledger:usage'), plural: label('ledger:usage') },
  disableDuplicate: true,
  admin: {
    // Its page is in the navigation, and leads to the rows.
    group: false,
    meta: { title: 'Usage' },
    useAsTitle: 'day',
    defaultColumns: [
      'day',
      'userKey',
      'role',
      'kind',
      'model',
      'calls',
      'promptTokens',
      'completionTokens',
      'drafts',
      'cost',
    ],
    components: {
      views: { overview: { Component: 'payload-coursewright/rsc#UsageView', path: '/overview' } },
      Description: {
        path: 'payload-coursewright/client#UsageLink',
        clientProps: { usageSlug: settings.slugs.generationUsage },
      },
    },
  },
  access: access.recorded(settings),
  hooks: { beforeOperation: [selectBases(usageBases)] },
  defaultSort: '-day',
  indexes: [{ fields: ['day', 'userKey'] }, { fields: ['kind', 'section', 'model', 'day'] }],
  fields: [
    { name: 'key', type: 'text', required: true, unique: true, admin: { hidden: true, disableListColumn: true } },
    { name: 'day', type: 'text', required: true, admin: { description: label('ledgerHelp:day') } },
    { name: 'userKey', type: 'text', required: true },
    { name: 'role', type: 'text', required: true, admin: { components: named('roles') } },
    { name: 'kind', type: 'text', required: true, admin: { components: named('runKinds') } },
    { name: 'section', type: 'text', required: true },
    { name: 'provider', type: 'text', required: true },
    { name: 'model', type: 'text', required: true },
    { name: 'serviceTier', type: 'text', required: true, defaultValue: 'normal' },
    count('calls'),
    {
      name: 'outcomes',
      type: 'group',
      fields: usageOutcomes.map((name) => count(name, undefined, label(`outcomes:${outcomeOf(name)}`))),
    },
    count('items', label('ledgerHelp:items'), label('ledgerFields:items')),
    count('drafts', label('ledgerHelp:drafts')),
    count('promptTokens'),
    count('cachedTokens'),
    count('cacheWriteTokens'),
    count('completionTokens'),
    count('reasoningTokens'),
    count('savedTokens'),
    count('countedPromptTokens', label('ledgerHelp:counted')),
    count('toldPromptTokens', label('ledgerHelp:told')),
    count('toldCompletionTokens', label('ledgerHelp:toldOut')),
    count('toldItems', label('ledgerHelp:toldItems')),
    count('untoldCalls', label('ledgerHelp:untoldCalls')),
    count('untoldTokens', label('ledgerHelp:untoldTokens')),
    count('untoldMicroUsd', label('ledgerHelp:microUsd')),
    count('ms', label('ledgerHelp:ms')),
    {
      name: 'cost',
      type: 'number',
      virtual: true,
      admin: {
        readOnly: true,
        description: label('ledgerHelp:costOfUsage'),
      },
      hooks: { afterRead: [readUsageCostHook(settings)] },
    },
  ],
})
