import type { CollectionConfig } from 'payload'
import { access } from '../../access/access.js'
import { draftCollections } from '../../drafts/parts/draftFacts.js'
import { proposalStatuses } from '../../drafts/proposals/openProposal.js'
import { proposalEndpoints } from '../../endpoints/proposalEndpoints.js'
import { forgetReview } from '../../hooks/peopleHooks.js'
import type { Settings } from '../../options/Settings.js'
import { longestFeedback } from '../../text.js'
import { label } from '../../words/words.js'
import { inWords, serverOwned } from '../fields.js'

/** What a run would put in place of a person's words: a person accepts or rejects it, part by part. */
export const Proposals = (settings: Settings): CollectionConfig => ({
  slug: settings.slugs.proposals,
  labels: { singular: label('collections:proposal'), plural: label('collections:proposals') },
  disableDuplicate: true,
  lockDocuments: false,
  defaultPopulate: { title: true, status: true },
  admin: {
    group: 'Generation',
    useAsTitle: 'title',
    defaultColumns: ['title', 'status', 'feedback', 'run', 'createdAt'],
    listSearchableFields: ['title', 'feedback'],
  },
  access: access.recorded(settings),
  endpoints: proposalEndpoints(settings),
  hooks: { afterDelete: [forgetReview(settings)] },
  defaultSort: '-createdAt',
  indexes: [{ fields: ['targetKey', 'status'] }, { fields: ['run'] }],
  fields: [
    serverOwned({ name: 'title', type: 'text' }),
    serverOwned({
      name: 'target',
      type: 'relationship',
      relationTo: draftCollections(settings.slugs),
    }),
    // A relationship to several collections lives in a table of its own, which no index of ours can name.
    serverOwned({ name: 'targetKey', type: 'text', required: true, admin: { hidden: true } }),
    serverOwned({
      name: 'status',
      type: 'text',
      required: true,
      defaultValue: 'open',
      admin: { components: { Cell: inWords('rowStates') } },
      validate: (value: unknown) =>
        proposalStatuses.some((status) => status === value) || `Choose one of ${proposalStatuses.join(', ')}.`,
    }),
    // `[{part, before, after}]`: the hash of what it would take the place of, and the part as the document stores it.
    serverOwned({ name: 'changes', type: 'json', required: true, admin: { hidden: true } }),
    // Names of parts. One that stands in none of these is not decided on yet.
    serverOwned({ name: 'accepted', type: 'text', hasMany: true }),
    serverOwned({ name: 'refused', type: 'text', hasMany: true }),
    serverOwned({ name: 'superseded', type: 'text', hasMany: true }),
    serverOwned({ name: 'feedback', type: 'textarea', maxLength: longestFeedback }),
    serverOwned({ name: 'reason', type: 'textarea', maxLength: longestFeedback }),
    serverOwned({ name: 'run', type: 'relationship', relationTo: settings.slugs.generationRuns }),
    serverOwned({ name: 'model', type: 'text' }),
    serverOwned({ name: 'provider', type: 'text' }),
    serverOwned({ name: 'promptVersion', type: 'text' }),
    serverOwned({ name: 'decidedBy', type: 'relationship', relationTo: settings.usersSlug }),
    serverOwned({ name: 'decidedAt', type: 'date', admin: { date: { pickerAppearance: 'dayAndTime' } } }),
  ],
})
