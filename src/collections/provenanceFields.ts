import type { Field } from 'payload'
import { judgedOnly } from '../drafts/desk/preview.js'
import { aiDisclosures } from '../drafts/parts/draftParts.js'
import type { Settings } from '../options/Settings.js'
import { label } from '../words/words.js'
import { folded, inWords, serverOwned } from './fields.js'

/**
 * What was checked of a draft, and, folded, where it came from. Only runs write it, and a duplicate starts without it: the copy is
 * an editor's work.
 *
 * @param more what else says where it came from
 */
export const provenanceFields = ({ slugs }: Settings, more: readonly Field[] = []): Field[] => [
  ...findings,
  folded(
    [
      {
        name: 'provenance',
        type: 'group',
        // What it is folded under is called the same.
        admin: { className: 'coursewright-unheaded', hideGutter: true },
        fields: [
          lost({ name: 'run', type: 'relationship', relationTo: slugs.generationRuns }),
          lost({ name: 'step', type: 'relationship', relationTo: slugs.generationSteps, admin: { hidden: true } }),
          lost({ name: 'item', type: 'text', admin: { hidden: true } }),
          lost({ name: 'model', type: 'text' }),
          lost({ name: 'provider', type: 'text' }),
          lost({ name: 'promptVersion', type: 'text' }),
          lost({ name: 'offline', type: 'checkbox', admin: { description: label('help:offline') } }),
        ],
      },
      ...more.map(lost),
      lost({
        name: 'aiDisclosure',
        type: 'text',
        defaultValue: 'none',
        validate: (value: unknown) =>
          value == null ||
          aiDisclosures.some((known) => known === value) ||
          `Choose one of ${aiDisclosures.join(', ')}.`,
        admin: { description: label('help:aiDisclosure') },
      }),
    ],
    (data) => Boolean(data?.provenance?.run),
  ),
  // What a run wrote last, by field, and what it was written from, as hashes; see `hashOf`.
  lost({ name: 'written', type: 'json', admin: { hidden: true } }),
  lost({ name: 'sourceHash', type: 'text', admin: { hidden: true } }),
  // The same of each source, by which a user is told what has changed; see `sourceHashesOf`.
  lost({ name: 'sourceHashes', type: 'json', admin: { hidden: true } }),
  // What stood in a part before a run wrote it anew, as a hash: a form that was opened before puts that back.
  lost({ name: 'replaced', type: 'json', admin: { hidden: true } }),
  // `run` or `person`: the latest version of a person is never deleted.
  lost({ name: 'lastWriter', type: 'text', admin: { hidden: true }, validate: judgedOnly }),
]

const lost = <T extends Field>(field: T): T =>
  serverOwned({ ...field, hooks: { beforeDuplicate: [({ field: { type } }: { field: Field }) => empty(type)] } })

const empty = (type: Field['type']): unknown => (type === 'checkbox' ? false : null)

/** What holds of a draft and what speaks against it: what a person looks for comes before where it is from. */
const findings: readonly Field[] = [
  lost({
    name: 'checks',
    type: 'text',
    hasMany: true,
    admin: {
      position: 'sidebar',
      description: label('help:checks'),
      components: { Field: 'payload-coursewright/client#ChecksField' },
    },
  }),
  lost({
    name: 'warnings',
    type: 'text',
    hasMany: true,
    admin: {
      position: 'sidebar',
      description: label('help:warnings'),
      components: { Field: { path: 'payload-coursewright/client#ChecksField', clientProps: { areWarnings: true } } },
    },
  }),
  lost({
    name: 'flags',
    type: 'text',
    hasMany: true,
    admin: {
      position: 'sidebar',
      description: label('help:flags'),
      components: {
        Cell: inWords('flags'),
        Field: { path: 'payload-coursewright/client#ChecksField', clientProps: { areWarnings: true, group: 'flags' } },
      },
    },
  }),
]
