import type { JsonObject } from 'payload'

export interface Answer {
  status: number
  headers: Headers
  body: JsonObject
}

export interface ApiClient {
  /** Of the user; visitors have none. */
  id?: number | string
  request(path: string, init?: RequestInit): Promise<Response>
  get(path: string): Promise<Answer>
  /** Sends JSON; text is sent as it is. */
  post(path: string, body?: unknown): Promise<Answer>
  patch(path: string, body?: unknown): Promise<Answer>
  delete(path: string): Promise<Answer>
  graphql(query: string, variables?: Record<string, unknown>): Promise<Answer>
}

interface CreateApiClient {
  handle(path: string, init?: RequestInit): Promise<Response>
  token?: string
  id?: number | string
}

/** Speaks to the real handlers as one user. An answer of 500 or more fails the test, whatever it looks for. */
export const createApiClient = ({ handle, token, id }: CreateApiClient): ApiClient => {
  const request: ApiClient['request'] = async (path, init = {}) => {
    const headers = new Headers(init.headers)
    if (token) headers.set('Authorization', `JWT ${token}`)
    const response = await handle(path, { ...init, headers })
    if (response.status < 500) return response
    throw new Error(`${init.method ?? 'GET'} ${path} answered ${response.status}: ${await response.text()}`)
  }
  const send = async (path: string, method: string, body?: unknown): Promise<Answer> => {
    const response = await request(path, {
      method,
      headers: { 'Content-Type': 'application/json' },
      body: body === undefined || typeof body === 'string' ? body : JSON.stringify(body),
    })
    const text = await response.text()
    return { status: response.status, headers: response.headers, body: text ? JSON.parse(text) : {} }
  }
  return {
    id,
    request,
    get: (path) => send(path, 'GET'),
    post: (path, body) => send(path, 'POST', body),
    patch: (path, body) => send(path, 'PATCH', body),
    delete: (path) => send(path, 'DELETE'),
    graphql: async (query, variables) => {
      const answer = await send('/graphql', 'POST', { query, variables })
      const errors: { extensions?: { statusCode?: number } }[] = answer.body.errors ?? []
      const failed = errors.find(({ extensions }) => (extensions?.statusCode ?? 0) >= 500)
      if (failed) throw new Error(`GraphQL answered a server error to ${query}: ${JSON.stringify(failed)}`)
      return answer
    },
  }
}
