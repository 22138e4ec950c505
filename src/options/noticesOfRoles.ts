import type { Config } from 'payload'
import { findUserField } from './findUserField.js'
import { roles } from './Role.js'

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
