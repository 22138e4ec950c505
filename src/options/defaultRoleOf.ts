import type { Config, Field, TypedUser } from 'payload'
import { type Role, roles } from './Role.js'

interface DefaultRoleOf {
  config: Config
  usersSlug: string
}

/**
 * Reads `user.role`. A host whose users have no such field makes no difference between its users, and neither do
 * we: everyone in that collection is an admin, as in Payload itself; users of other collections have no role.
 */
export const defaultRoleOf = ({ config, usersSlug }: DefaultRoleOf): ((user: TypedUser) => Role | undefined) => {
  const users = config.collections?.find(({ slug }) => slug === usersSlug)
  const hasRoles = users ? hasField(users.fields, 'role') : false
  return (user) => {
    if (user.collection !== usersSlug) return undefined
    if (!hasRoles) return 'admin'
    const role: unknown = Reflect.get(user, 'role')
    return roles.find((known) => known === role)
  }
}

const hasField = (fields: readonly Field[], name: string): boolean =>
  fields.some((field) => {
    if ('name' in field && field.name !== undefined) return field.name === name
    if (field.type === 'tabs') return field.tabs.some((tab) => !('name' in tab) && hasField(tab.fields, name))
    return 'fields' in field && hasField(field.fields, name)
  })
