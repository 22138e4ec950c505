import { demoPassword } from '../../demo/content/users.js'

/** The token of one of the demo's users, for `Authorization: JWT …`. */
export const signIn = async (url: string, role: string): Promise<string> => {
  const response = await fetch(`${url}/api/users/login`, {
    method: 'POST',
    headers: { 'Content-Type': 'application/json' },
    body: JSON.stringify({ email: `${role}@example.com`, password: demoPassword }),
  })
  const { token } = (await response.json()) as { token?: string }
  if (!token) throw new Error(`The ${role} could not sign in: ${response.status}.`)
  return token
}
