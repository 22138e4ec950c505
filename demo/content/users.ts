import type { Role } from '../../src/options/roles.js'

/** For trying out on your own machine only; the demo says so when it prints them. */
export const demoPassword = 'coursewright'

const user = (role: Role, name: string) => ({ email: `${role}@example.com`, password: demoPassword, role, name })

/** One user for each role. */
export const demoUsers = [
  user('admin', 'Ada Admin'),
  user('editor', 'Edith Editor'),
  user('teacher', 'Theo Teacher'),
  user('student', 'Stella Student'),
]
