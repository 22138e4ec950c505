import type { CollectionConfig, Field } from 'payload'
import { english } from '../words/english.js'
import type { Translation } from '../words/translation.js'
import { dictionaries } from '../words/translations.js'
import { label, type WordKey } from '../words/words.js'

/** A collection whose group and fields are called what the dictionary calls them, where they have no label of their own. */
export const labelled = (collection: CollectionConfig): CollectionConfig => ({
  ...collection,
  admin: { ...collection.admin, group: groupOf(collection.admin?.group) },
  fields: collection.fields.map(withLabel),
})

type Group = NonNullable<CollectionConfig['admin']>['group']

const groupOf = (group: Group): Group => {
  const name = Object.keys(english.groups).find((known): known is keyof typeof english.groups => known === group)
  return name ? inEachLanguage(({ groups }) => groups[name]) : group
}

/** For places where Payload takes no function of the reader, but the words of each language. */
export const inEachLanguage = (said: (dictionary: Translation) => string): Record<string, string> => ({
  en: said(english),
  ...Object.fromEntries(Object.entries(dictionaries).map(([language, dictionary]) => [language, said(dictionary)])),
})

const withLabel = (field: Field): Field => {
  const inner =
    field.type === 'blocks'
      ? { blocks: field.blocks.map((block) => ({ ...block, fields: block.fields.map(withLabel) })) }
      : 'fields' in field
        ? { fields: field.fields.map(withLabel) }
        : {}
  const isCalled = !('name' in field) || ('label' in field && field.label !== undefined)
  const key = isCalled ? undefined : keyOf(field.name)
  const rows = field.type === 'array' && !field.labels ? rowsOf[field.name] : undefined
  const labels = rows && { singular: label(rows[0]), plural: label(rows[1]) }
  return { ...field, ...inner, ...(key && { label: label(key) }), ...(labels && { labels }) } as Field
}

type FieldKey = Extract<WordKey, `fields:${string}` | `ledgerFields:${string}`>

const keyOf = (name: string): FieldKey | undefined => {
  if (Object.hasOwn(english.fields, name)) return `fields:${name}` as FieldKey
  return Object.hasOwn(english.ledgerFields, name) ? (`ledgerFields:${name}` as FieldKey) : undefined
}

type RowKey = Extract<WordKey, `collections:${string}` | `ledger:${string}`>

/** What a row of an array is called, one and several, by the array's name. */
const rowsOf: Readonly<Record<string, readonly [RowKey, RowKey]>> = {
  choices: ['collections:choice', 'collections:choices'],
  rows: ['ledger:row', 'ledger:rows'],
  items: ['ledger:question', 'ledger:questions'],
  nodes: ['ledger:node', 'ledger:nodes'],
  sources: ['ledger:source', 'ledger:sources'],
  vocabulary: ['ledger:word', 'ledger:words'],
  glossary: ['ledger:term', 'ledger:terms'],
  principles: ['ledger:principle', 'ledger:principles'],
  objectives: ['ledger:objective', 'ledger:objectives'],
}
