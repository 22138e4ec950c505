import type { Config, Field } from 'payload'

interface FindUserField {
  config: Config
  usersSlug: string
  name: string
}

/** The field of users that is read as `user[name]`, in whatever rows and tabs it stands. */
export const findUserField = ({ config, usersSlug, name }: FindUserField): Field | undefined =>
  findField(config.collections?.find(({ slug }) => slug === usersSlug)?.fields ?? [], name)

const findField = (fields: readonly Field[], name: string): Field | undefined => {
  for (const field of fields) {
    const found = 'name' in field && field.name !== undefined ? named(field, name) : findField(within(field), name)
    if (found) return found
  }
  return undefined
}

const named = <Named extends Field & { name?: string }>(field: Named, name: string): Field | undefined =>
  field.name === name ? field : undefined

/** Of tabs, only those without a name of their own leave their fields on the user. */
const within = (field: Field): Field[] => {
  if (field.type === 'tabs') return field.tabs.flatMap((tab) => ('name' in tab ? [] : tab.fields))
  return 'fields' in field ? field.fields : []
}
