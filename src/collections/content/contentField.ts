import { lexicalEditor } from '@payloadcms/richtext-lexical'
import type { Block, BlocksField, Field } from 'payload'
import { notationLimit } from '../../games/Game.js'
import { questionSorts } from '../../generators/content/part.js'
import type { Settings } from '../../options/Settings.js'
import { label } from '../../words/words.js'
import { serverOwned } from '../fields.js'

/**
 * The parts of a document, in their order. A block is a part; its type is the part's sort. There are five, whatever a
 * host's formats are made of, so that a new format needs no migration.
 */
export const contentField = (settings: Settings): BlocksField => ({
  name: 'content',
  type: 'blocks',
  maxRows: 60,
  blocks: [prose, entries, questions, tree, boards(settings)],
})

const part = (slug: string, interfaceName: string, fields: Field[]): Block => ({
  slug,
  interfaceName,
  fields: [
    // What a run wrote has a name; a block without one is an editor's own.
    serverOwned({ name: 'part', type: 'text', maxLength: 80, admin: { hidden: true } }),
    { name: 'heading', type: 'text', maxLength: 200 },
    ...fields,
  ],
})

const prose = part('prose', 'ProsePart', [
  { name: 'body', type: 'richText', editor: lexicalEditor(), custom: { maxLength: 50_000 } },
])

const entries = part('entries', 'EntriesPart', [
  {
    name: 'rows',
    type: 'array',
    maxRows: 200,
    fields: [
      { name: 'group', type: 'text', maxLength: 200 },
      { name: 'label', type: 'text', required: true, maxLength: 300 },
      { name: 'body', type: 'textarea', required: true, maxLength: 10_000 },
    ],
  },
])

const questions = part('questions', 'QuestionsPart', [
  {
    name: 'items',
    type: 'array',
    maxRows: 100,
    fields: [
      {
        name: 'sort',
        type: 'select',
        required: true,
        defaultValue: 'single',
        options: questionSorts.map((value) => ({ value, label: label(`questionSorts:${value}`) })),
      },
      { name: 'stem', type: 'textarea', required: true, maxLength: 1000 },
      {
        name: 'choices',
        type: 'array',
        maxRows: 6,
        fields: [
          { name: 'text', type: 'text', required: true, maxLength: 300 },
          { name: 'correct', type: 'checkbox', defaultValue: false },
          { name: 'why', type: 'textarea', maxLength: 600 },
        ],
      },
      { name: 'answer', type: 'textarea', maxLength: 1000 },
      { name: 'explanation', type: 'textarea', maxLength: 2000 },
      { name: 'objective', type: 'text', maxLength: 300 },
      { name: 'difficulty', type: 'text', maxLength: 60 },
    ],
  },
])

const tree = part('tree', 'TreePart', [
  {
    name: 'nodes',
    type: 'array',
    maxRows: 200,
    fields: [
      { name: 'key', type: 'text', required: true, maxLength: 80 },
      { name: 'parent', type: 'text', maxLength: 80 },
      { name: 'label', type: 'text', required: true, maxLength: 200 },
      { name: 'note', type: 'textarea', maxLength: 1000 },
    ],
  },
])

const boards = ({ slugs }: Settings): Block =>
  part('boards', 'BoardsPart', [
    {
      name: 'rows',
      type: 'array',
      maxRows: 60,
      fields: [
        { name: 'position', type: 'relationship', relationTo: slugs.positions },
        serverOwned({ name: 'notation', type: 'text', maxLength: notationLimit }),
        { name: 'caption', type: 'textarea', maxLength: 2000 },
      ],
    },
  ])
