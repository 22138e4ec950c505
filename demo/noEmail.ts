import type { EmailAdapter } from 'payload'

/** The reference host sends no email, and says so when asked to. */
export const noEmail: EmailAdapter = () => ({
  name: 'none',
  defaultFromAddress: 'nobody@example.com',
  defaultFromName: 'Coursewright demo',
  sendEmail: async () => {
    throw new Error('This host sends no email: an admin can set a new password under Users.')
  },
})
