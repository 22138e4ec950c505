import { lexicalEditor } from '@payloadcms/richtext-lexical'
import type { Block, BlocksField, Field } from 'payload'
import { notationLimit } from '../../games/Game.js'
import { contentLimits as limits, questionSorts } from '../../generators/content/part.js'
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
    serverOwned({ name: 'part', type: 'text', maxLength: limits.name, admin: { hidden: true } }),
    { name: 'heading', type: 'text', maxLength: limits.heading },
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
    maxRows: limits.entries,
    fields: [
      { name: 'group', type: 'text', maxLength: limits.group },
      { name: 'label', type: 'text', required: true, maxLength: limits.label },
      { name: 'body', type: 'textarea', required: true, maxLength: limits.body },
    ],
  },
])

const questions = part('questions', 'QuestionsPart', [
  {
    name: 'items',
    type: 'array',
    maxRows: limits.questions,
    fields: [
      {
        name: 'sort',
        type: 'select',
        required: true,
        defaultValue: 'single',
        options: questionSorts.map((value) => ({ value, label: label(`questionSorts:${value}`) })),
      },
      { name: 'stem', type: 'textarea', required: true, maxLength: limits.stem },
      {
        name: 'choices',
        type: 'array',
        maxRows: limits.choices,
        fields: [
          { name: 'text', type: 'text', required: true, maxLength: limits.choice },
          { name: 'correct', type: 'checkbox', defaultValue: false },
          { name: 'why', type: 'textarea', maxLength: limits.why },
        ],
      },
      { name: 'answer', type: 'textarea', maxLength: limits.answer },
      { name: 'explanation', type: 'textarea', maxLength: limits.explanation },
      { name: 'objective', type: 'text', maxLength: limits.objective },
      { name: 'difficulty', type: 'text', maxLength: limits.difficulty },
    ],
  },
])

const tree = part('tree', 'TreePart', [
  {
    name: 'nodes',
    type: 'array',
    maxRows: limits.nodes,
    fields: [
      { name: 'key', type: 'text', required: true, maxLength: limits.key },
      { name: 'parent', type: 'text', maxLength: limits.key },
      { name: 'label', type: 'text', required: true, maxLength: limits.nodeLabel },
      { name: 'note', type: 'textarea', maxLength: limits.note },
    ],
  },
])

const boards = ({ slugs }: Settings): Block =>
  part('boards', 'BoardsPart', [
    {
      name: 'rows',
      type: 'array',
      maxRows: limits.boards,
      fields: [
        { name: 'position', type: 'relationship', relationTo: slugs.positions },
        serverOwned({ name: 'notation', type: 'text', maxLength: notationLimit }),
        { name: 'caption', type: 'textarea', maxLength: limits.caption },
      ],
    },
  ])
