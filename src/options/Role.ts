/** What a user may do: students ask for drills and read what is published, teachers and editors review, admins all. */
export type Role = 'student' | 'teacher' | 'editor' | 'admin'

export const roles: readonly Role[] = ['student', 'teacher', 'editor', 'admin']
