import type { CollectionConfig, Field } from 'payload'
import { english } from '../words/english.js'
import { dictionaries } from '../words/translations.js'
import { label, type WordKey } from '../words/words.js'

/** A collection whose group and fields are called what the dictionary calls them, where they have no label of their own. */
export const labelled = (collection: CollectionConfig): CollectionConfig => ({
  ...collection,
  admin: { ...collection.admin, group: groupOf(collection.admin?.group) },
  fields: collection.fields.map(withLabel),
})

type Group = NonNullable<CollectionConfig['admin']>['group']

/** Payload takes no function here, but the name in each language. */
const groupOf = (group: Group): Group => {
  const name = Object.keys(english.groups).find((known): known is keyof typeof english.groups => known === group)
  if (!name) return group
  const others = Object.entries(dictionaries).map(([language, { groups }]) => [language, groups[name]])
  return { en: english.groups[name], ...Object.fromEntries(others) }
}

const withLabel = (field: Field): Field => {
  const inner =
    field.type === 'blocks'
      ? { blocks: field.blocks.map((block) => ({ ...block, fields: block.fields.map(withLabel) })) }
      : 'fields' in field
        ? { fields: field.fields.map(withLabel) }
        : {}
  const isCalled = !('name' in field) || ('label' in field && field.label !== undefined)
  const key = isCalled ? undefined : keyOf(field.name)
  return { ...field, ...inner, ...(key && { label: label(key) }) } as Field
}

type FieldKey = Extract<WordKey, `fields:${string}`>

const keyOf = (name: string): FieldKey | undefined =>
  Object.hasOwn(english.fields, name) ? (`fields:${name}` as FieldKey) : undefined
