import { demoPassword } from '../../../demo/content/users.js'

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

/** Speaks to the REST API as one user: what it answers. A body is posted, unless another method is named. */
// biome-ignore lint/suspicious/noExplicitAny: answers are whatever the test knows them to be.
export type Api = (path: string, body?: unknown, method?: string) => Promise<any>

/** The REST API of a host for one of the demo's users. It throws what is refused. */
export const apiAs = async (url: string, role: string): Promise<Api> => {
  const token = await signIn(url, role)
  return async (path, body, method = body === undefined ? 'GET' : 'POST') => {
    const response = await fetch(`${url}/api${path}`, {
      method,
      headers: { Authorization: `JWT ${token}`, 'Content-Type': 'application/json' },
      body: body === undefined ? undefined : JSON.stringify(body),
    })
    const answer = await response.json()
    if (!response.ok || answer.errors?.length > 0)
      throw new Error(`${path}: ${response.status} ${JSON.stringify(answer)}`)
    return answer
  }
}
