import type { Config, Field, TypedUser } from 'payload'
import { InvalidOption } from './parseOptions.js'

/** What a user may do: students ask for drills and read what is published, teachers and editors review, admins all. */
export type Role = 'student' | 'teacher' | 'editor' | 'admin'

export const roles: readonly Role[] = ['student', 'teacher', 'editor', 'admin']

/** The role of a user; `undefined` means none. */
export type RoleOf = (user: TypedUser) => Role | undefined

interface DefaultRoleOf {
  config: Config
  usersSlug: string
}

/**
 * Reads `user.role`. A host whose users have no such field makes no difference between its users, and neither do
 * we: everyone in that collection is an admin, as in Payload itself; users of other collections have no role.
 *
 * @throws InvalidOption where users have `roles`: the host does make a difference, and we cannot tell which
 */
export const defaultRoleOf = ({ config, usersSlug }: DefaultRoleOf): RoleOf => {
  const hasRole = findUserField({ config, usersSlug, name: 'role' }) !== undefined
  if (!hasRole && findUserField({ config, usersSlug, name: 'roles' })) {
    throw new InvalidOption(
      'roleOf',
      `is missing, and users in "${usersSlug}" have a field \`roles\` whose values only you can read; give a function ` +
        `that returns ${roles.map((role) => `'${role}'`).join(', ')} or undefined, such as ` +
        "(user) => (user.roles.includes('admin') ? 'admin' : undefined)",
    )
  }
  return (user) => {
    if (user.collection !== usersSlug) return undefined
    if (!hasRole) return 'admin'
    const role: unknown = Reflect.get(user, 'role')
    return roles.find((known) => known === role)
  }
}

interface FindUserField {
  config: Config
  usersSlug: string
  name: string
}

/** The field of users that is read as `user[name]`, in whatever rows and tabs it stands. */
const findUserField = ({ config, usersSlug, name }: FindUserField): Field | undefined =>
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

interface NoticesOfRoles {
  config: Config
  usersSlug: string
}

/** What a host should know at boot that leaves `roleOf` to its default; nothing when all its roles are ours. */
export const noticesOfRoles = ({ config, usersSlug }: NoticesOfRoles): readonly string[] => {
  const field = findUserField({ config, usersSlug, name: 'role' })
  if (!field) {
    return [
      `coursewright: users in "${usersSlug}" have no field \`role\`, so everyone who signs in there is an admin. ` +
        "Set the option `roleOf` to tell them apart, or to () => 'admin' to agree.",
    ]
  }
  const values = field.type === 'select' ? field.options.map((one) => (typeof one === 'string' ? one : one.value)) : []
  const unknown = values.filter((value) => !roles.some((role) => role === value))
  if (unknown.length === 0) return []
  return [
    `coursewright: users in "${usersSlug}" may have a \`role\` of ${unknown.join(', ')}, which is none of ` +
      `${roles.join(', ')}: such users may do nothing here. Set the option \`roleOf\` to say what they may.`,
  ]
}
