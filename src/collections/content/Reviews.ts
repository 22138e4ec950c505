import type { CollectionConfig } from 'payload'
import { access, isNobody } from '../../access/access.js'
import { draftCollections } from '../../drafts/parts/draftFacts.js'
import { reviewHows, reviewStates } from '../../drafts/reviews.js'
import { reviewEndpoints } from '../../endpoints/reviewEndpoints.js'
import type { Settings } from '../../options/Settings.js'
import { longestFeedback, longestReason } from '../../text.js'
import { label } from '../../words/words.js'
import { inSentences, inWords, serverOwned } from '../fields.js'

/**
 * What people decided about a draft: one row each, written with the draft in one transaction. What the review desk reads, so
 * that a queue of thousands is one look into an index.
 */
export const Reviews = (settings: Settings): CollectionConfig => ({
  slug: settings.slugs.reviews,
  labels: { singular: label('collections:review'), plural: label('collections:reviews') },
  disableDuplicate: true,
  lockDocuments: false,
  defaultPopulate: { title: true, kind: true, state: true, score: true },
  admin: {
    group: 'Generation',
    useAsTitle: 'title',
    defaultColumns: ['title', 'kind', 'state', 'score', 'flags', 'run', 'updatedAt'],
    listSearchableFields: ['title'],
  },
  access: { ...access.recorded(settings), delete: isNobody },
  endpoints: reviewEndpoints(settings),
  defaultSort: '-createdAt',
  indexes: [
    { fields: ['state', 'kind', 'createdAt'] },
    { fields: ['run', 'state'] },
    { fields: ['curriculum', 'state'] },
  ],
  fields: [
    serverOwned({ name: 'title', type: 'text' }),
    // Text, so that another kind of draft needs no migration.
    serverOwned({
      name: 'kind',
      type: 'text',
      required: true,
      admin: { components: { Cell: inWords('collections') } },
    }),
    serverOwned({
      name: 'document',
      type: 'relationship',
      relationTo: [...draftCollections(settings.slugs), settings.slugs.proposals],
    }),
    // A relationship to several collections lives in a table of its own, which no index of ours can name.
    serverOwned({ name: 'documentKey', type: 'text', required: true, unique: true, admin: { hidden: true } }),
    serverOwned({
      name: 'state',
      type: 'text',
      required: true,
      defaultValue: 'waiting',
      admin: { components: { Cell: inWords('deskStates') } },
      validate: (value: unknown) =>
        reviewStates.some((state) => state === value) || `Choose one of ${reviewStates.join(', ')}.`,
    }),
    serverOwned({ name: 'flags', type: 'text', hasMany: true, admin: { components: { Cell: inWords('flags') } } }),
    serverOwned({ name: 'score', type: 'number', admin: { description: label('help:reviewScore') } }),
    serverOwned({ name: 'reason', type: 'text', maxLength: longestReason }),
    serverOwned({ name: 'note', type: 'textarea', maxLength: longestFeedback }),
    serverOwned({ name: 'run', type: 'relationship', relationTo: settings.slugs.generationRuns }),
    serverOwned({ name: 'requester', type: 'relationship', relationTo: settings.usersSlug, index: true }),
    serverOwned({ name: 'curriculum', type: 'relationship', relationTo: settings.slugs.curricula }),
    serverOwned({ name: 'decidedBy', type: 'relationship', relationTo: settings.usersSlug }),
    serverOwned({ name: 'decidedAt', type: 'date', admin: { date: { pickerAppearance: 'dayAndTime' } } }),
    // When what was approved is to be published, and why it could not be.
    serverOwned({
      name: 'publishAt',
      type: 'date',
      index: true,
      admin: { condition: (data) => Boolean(data?.publishAt), date: { pickerAppearance: 'dayAndTime' } },
    }),
    serverOwned({
      name: 'publishProblem',
      type: 'textarea',
      admin: { condition: (data) => Boolean(data?.publishProblem), components: inSentences },
    }),
    // The run that writes it anew as a reviewer asked.
    serverOwned({ name: 'changesRun', type: 'relationship', relationTo: settings.slugs.generationRuns }),
    // What exactly was decided on; see `decidedHashOf`.
    serverOwned({ name: 'decidedHash', type: 'text', admin: { hidden: true } }),
    serverOwned({
      name: 'how',
      type: 'text',
      validate: (value: unknown) =>
        value == null || reviewHows.some((how) => how === value) || `Choose one of ${reviewHows.join(', ')}.`,
    }),
  ],
})
