import type { CollectionConfig } from 'payload'

const isAdmin = (user: object | null): boolean => user !== null && 'role' in user && user.role === 'admin'

/** The reference host's users: everyone signs in, roles decide what they may do. */
export const Users: CollectionConfig = {
  slug: 'users',
  auth: true,
  defaultPopulate: { email: true, name: true, role: true },
  admin: { useAsTitle: 'email', defaultColumns: ['email', 'name', 'role'] },
  access: {
    admin: ({ req }) => Boolean(req.user),
    create: ({ req }) => isAdmin(req.user),
    read: ({ req }) => isAdmin(req.user) || (req.user ? { id: { equals: req.user.id } } : false),
    update: ({ req }) => isAdmin(req.user) || (req.user ? { id: { equals: req.user.id } } : false),
    delete: ({ req }) => isAdmin(req.user),
    // After too many wrong passwords.
    unlock: ({ req }) => isAdmin(req.user),
  },
  fields: [
    { name: 'name', type: 'text', maxLength: 120 },
    {
      name: 'role',
      type: 'select',
      required: true,
      defaultValue: 'student',
      saveToJWT: true,
      options: ['student', 'teacher', 'editor', 'admin'],
      // Nobody promotes themselves.
      access: { create: ({ req }) => isAdmin(req.user), update: ({ req }) => isAdmin(req.user) },
    },
  ],
}
