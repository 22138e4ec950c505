import { lexicalEditor } from '@payloadcms/richtext-lexical'
import type { ArrayField, Block, BlocksField, Field, TextField } from 'payload'
import { isNobody } from '../../access/access.js'
import { isRestoring } from '../../access/restoring.js'
import { notationLimit } from '../../games/Game.js'
import { contentLimits, type PartSort, questionSorts } from '../../generators/content/part.js'
import { treeLimitsIn } from '../../generators/content/tree.js'
import type { Settings } from '../../options/Settings.js'
import { label } from '../../words/words.js'
import { choiceTable, oneLine, rowLabel, serverOwned } from '../fields.js'
import { tableNameFor } from '../tableNames.js'

/**
 * The parts of a document, in their order. A block is a part; its type is the part's sort. There are five, whatever a
 * host's formats are made of, so that a new format needs no migration.
 */
export const contentField = (settings: Settings, slug: string): BlocksField => {
  const { entries, nodes, boards, questions } = contentLimits
  const part = (sort: PartSort, interfaceName: string, fields: Field[]): Block => ({
    slug: sort,
    // One type in GraphQL for each sort, not one for each collection and sort.
    interfaceName,
    // Payload's own would be `…_blocks_questions_items_choices` with what is put behind it for versions and indexes.
    dbName: `${tableNameFor(slug)}_part_${sort}`,
    labels: { singular: label(`partSorts:${sort}`), plural: label(`partSorts:${sort}`) },
    // The heading says it, to readers too.
    admin: { disableBlockName: true },
    fields: [partName, { name: 'heading', type: 'text', maxLength: contentLimits.heading }, ...fields],
  })
  return {
    name: 'content',
    type: 'blocks',
    maxRows: mostParts,
    labels: { singular: label('collections:part'), plural: label('collections:parts') },
    blocks: [
      part('prose', 'ProsePart', [
        // A person may write on where a model stopped.
        { name: 'body', type: 'richText', editor: lexicalEditor(), custom: { maxLength: 2 * contentLimits.prose } },
      ]),
      part('entries', 'EntriesPart', [
        rows('rows', entries, 'label', [
          {
            type: 'row',
            fields: [
              { name: 'label', type: 'text', required: true, maxLength: contentLimits.label, admin: { width: '60%' } },
              { name: 'group', type: 'text', maxLength: contentLimits.longGroup, admin: { width: '40%' } },
            ],
          },
          { name: 'body', type: 'textarea', required: true, maxLength: contentLimits.body },
        ]),
      ]),
      part('questions', 'QuestionsPart', [
        rows('items', questions, 'stem', [
          {
            name: 'sort',
            type: 'select',
            required: true,
            defaultValue: 'single',
            options: questionSorts.map((value) => ({ value, label: label(`questionSorts:${value}`) })),
          },
          { name: 'stem', type: 'textarea', required: true, maxLength: contentLimits.stem },
          {
            ...rows('choices', contentLimits.choices, 'text', [
              {
                type: 'row',
                fields: [
                  { name: 'text', type: 'text', required: true, maxLength: contentLimits.choice },
                  { name: 'correct', type: 'checkbox', defaultValue: false },
                  { name: 'why', type: 'textarea', maxLength: contentLimits.why, admin: oneLine },
                ],
              },
            ]),
            admin: choiceTable,
            dbName: `${tableNameFor(slug)}_part_choices`,
          },
          { name: 'answer', type: 'textarea', maxLength: contentLimits.answer },
          { name: 'explanation', type: 'textarea', maxLength: contentLimits.explanation },
          {
            type: 'row',
            fields: [
              { name: 'objective', type: 'text', maxLength: contentLimits.objective, admin: wide },
              { name: 'difficulty', type: 'text', maxLength: contentLimits.difficulty, admin: narrow },
            ],
          },
        ]),
      ]),
      part('tree', 'TreePart', [
        mapped(
          settings,
          slug,
          rows('nodes', nodes, 'label', [
            {
              type: 'row',
              fields: [
                { name: 'key', type: 'text', required: true, maxLength: contentLimits.key },
                { name: 'parent', type: 'text', label: label('fields:below'), maxLength: contentLimits.key },
              ],
            },
            { name: 'label', type: 'text', required: true, maxLength: contentLimits.nodeLabel },
            { name: 'note', type: 'textarea', maxLength: contentLimits.note },
          ]),
        ),
      ]),
      part('boards', 'BoardsPart', [
        rows('rows', boards, 'caption', [
          { name: 'position', type: 'relationship', relationTo: settings.slugs.positions },
          serverOwned({ name: 'notation', type: 'text', maxLength: notationLimit }),
          { name: 'caption', type: 'textarea', maxLength: contentLimits.caption },
        ]),
      ]),
    ],
  }
}

/** Nodes as a mind map, which is drawn and edited as a tree. Only lessons and sections are exported. */
const mapped = ({ formats, slugs }: Settings, slug: string, nodes: ArrayField): ArrayField => ({
  ...nodes,
  admin: {
    components: {
      Field: {
        path: 'payload-coursewright/client#MindMap',
        clientProps: {
          limits: treeLimitsIn(formats),
          ownLimits: { maxDepth: 12, maxNodes: contentLimits.nodes, maxChildren: contentLimits.nodes },
          ...(slug === slugs.plans ? {} : { collection: slug }),
        },
      },
    },
  },
})

/** By it a run finds what it wrote; a block without one is an editor's own, as is a copy of one. */
const partName: TextField = {
  name: 'part',
  type: 'text',
  maxLength: contentLimits.name,
  // Of a version that is restored, the blocks that were deleted since come back with their names.
  access: { create: isNobody, update: isRestoring },
  // Field access does not bind the Local API.
  hooks: { beforeDuplicate: [() => null] },
  // Runs know the part by it; to people the heading says what it is.
  admin: { hidden: true },
}

/** Several times what any format of ours has. */
const mostParts = 60

const wide = { width: '70%' } as const
const narrow = { width: '30%' } as const

const rows = (name: string, maxRows: number, titleField: string, fields: Field[]): ArrayField => ({
  name,
  type: 'array',
  maxRows,
  admin: rowLabel(titleField),
  fields,
})
