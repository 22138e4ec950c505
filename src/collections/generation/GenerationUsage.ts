import type { CollectionConfig, Field } from 'payload'
import { access } from '../../access/access.js'
import { readUsageCostHook } from '../../hooks/ledgerHooks.js'
import { usageOutcomes } from '../../limits/usage.js'
import type { Settings } from '../../options/Settings.js'

const count = (name: string, description?: string, label?: string): Field => ({
  name,
  type: 'number',
  ...(label !== undefined && { label }),
  required: true,
  defaultValue: 0,
  admin: { description },
})

/**
 * What was used, added up by day, user, role, kind, section, provider, model and tier, in the very statement that keeps an
 * attempt: what dashboards, estimates and budgets read instead of the log. Kept for ever.
 */
export const GenerationUsage = (settings: Settings): CollectionConfig => ({
  slug: settings.slugs.generationUsage,
  labels: { singular: 'Usage', plural: 'Usage' },
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
  defaultSort: '-day',
  indexes: [{ fields: ['day', 'userKey'] }, { fields: ['kind', 'section', 'model', 'day'] }],
  fields: [
    { name: 'key', type: 'text', required: true, unique: true, admin: { hidden: true, disableListColumn: true } },
    { name: 'day', type: 'text', required: true, admin: { description: 'In UTC.' } },
    { name: 'userKey', type: 'text', required: true, label: 'User' },
    { name: 'role', type: 'text', required: true },
    { name: 'kind', type: 'text', required: true },
    { name: 'section', type: 'text', required: true },
    { name: 'provider', type: 'text', required: true },
    { name: 'model', type: 'text', required: true },
    { name: 'serviceTier', type: 'text', required: true, defaultValue: 'normal' },
    count('calls'),
    { name: 'outcomes', type: 'group', fields: usageOutcomes.map((name) => count(name)) },
    count('items', 'Drafts that were requested.', 'Requested drafts'),
    count('drafts', 'Of these, those that were accepted.'),
    count('promptTokens'),
    count('cachedTokens'),
    count('cacheWriteTokens'),
    count('completionTokens'),
    count('reasoningTokens'),
    count('savedTokens'),
    count('countedPromptTokens', 'By our own count, of calls whose provider told its own.'),
    count('toldPromptTokens', 'Of the same calls, by the provider.'),
    count('toldCompletionTokens', 'Of calls that were answered well.'),
    count('toldItems', 'Drafts that these brought.'),
    count('untoldCalls', 'Calls of which nobody told what they took.'),
    count('untoldTokens', 'What these may have taken, at most.'),
    count('untoldMicroUsd', 'The same in millionths of a US dollar.'),
    count('ms', 'Milliseconds, of all calls together.'),
    {
      name: 'cost',
      type: 'number',
      virtual: true,
      label: 'Cost in US dollars',
      admin: {
        readOnly: true,
        description:
          "At today's prices, with what calls may have cost of which nobody told what they took: see untold calls. Empty when the price is unknown.",
      },
      hooks: { afterRead: [readUsageCostHook(settings)] },
    },
  ],
})
