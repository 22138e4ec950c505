import type { Config, TypedUser } from 'payload'
import { findUserField } from './findUserField.js'
import { InvalidOption } from './InvalidOption.js'
import { type Role, roles } from './Role.js'

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
export const defaultRoleOf = ({ config, usersSlug }: DefaultRoleOf): ((user: TypedUser) => Role | undefined) => {
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
