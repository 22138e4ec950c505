import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { type RunningHost, startHost } from './hosts/startHost.js'
import { signIn } from './panel/signIn.js'

// Pages and routes of a production build have a copy of Payload each, and whichever is asked first makes the instance that
// both use. What the API says must not depend on it.
describe.each([
  ['the API', '/api/generation/health'],
  ['a page of the panel', '/admin/login'],
])('when %s is asked first', (_, firstPath) => {
  let host: RunningHost
  let editor: Client
  let student: Client

  beforeAll(async () => {
    host = await startHost({ firstPath })
    editor = await clientOf(host.url, 'editor')
    student = await clientOf(host.url, 'student')
  })
  afterAll(() => host?.stop())

  test('a field that is not valid is named, with its message', async () => {
    const draft = { prompt: 'What now?', solution: 'e4', choices: [{ text: 'e4', correct: true }] }
    expect(await editor.post('/drills', { ...draft, _status: 'published' })).toMatchObject({
      status: 400,
      body: {
        errors: [
          {
            message: expect.stringContaining('invalid'),
            data: {
              code: 'invalid_fields',
              errors: [{ path: 'choices', message: expect.stringContaining('two choices') }],
            },
          },
        ],
      },
    })
    expect(await editor.post('/drills?draft=true', { ...draft, explanation: 5 })).toMatchObject({
      status: 400,
      body: { errors: [{ data: { code: 'invalid_fields', errors: [{ path: 'explanation' }] } }] },
    })
  })

  test.each([
    ['/drills?where[id][equals]=abc', 400, 'invalid_query'],
    ['/drills?where=[null]', 400, 'invalid_query'],
    ['/drills?where=%7B', 400, 'invalid_query'],
    ['/drills?limit[]=1&limit[]=2', 400, 'invalid_query'],
    ['/drills/abc', 404, 'not_found'],
    ['/drills/999999', 404, 'not_found'],
    ['/generation-runs/999999/events', 404, 'not_found'],
  ])('GET %s is a %s with the code %s', async (path, status, code) => {
    expect(await editor.get(path)).toMatchObject({
      status,
      body: { errors: [{ message: expect.any(String), data: { code } }] },
    })
  })

  test('a refused request says its code and its facts, over REST and GraphQL', async () => {
    const input = { phases: ['nowhere'] }
    const data = { code: 'unknown_phase', unknown: ['nowhere'], allowed: expect.any(Array) }
    for (const path of ['/generation-runs', '/generation-runs/estimate']) {
      expect(await student.post(path, { kind: 'drillSeries', input })).toMatchObject({
        status: 400,
        body: { errors: [{ message: expect.stringContaining('"nowhere"'), data }] },
      })
    }
    const query =
      'mutation ($input: JSON!) { createGenerationRun(data: { kind: "drillSeries", input: $input }) { id } }'
    const { body } = await student.post('/graphql', { query, variables: { input } })
    expect(body.errors).toMatchObject([
      { message: expect.stringContaining('"nowhere"'), extensions: { statusCode: 400, data } },
    ])
    const invalid = 'mutation { createDrill(data: { prompt: "a", solution: "e4", _status: published }) { id } }'
    expect((await editor.post('/graphql', { query: invalid })).body.errors).toMatchObject([
      { extensions: { statusCode: 400, data: { code: 'invalid_fields', errors: [{ path: 'choices' }] } } },
    ])
  })

  test('who is not let in is told so, in routes of ours and of Payload', async () => {
    const visitor = await clientOf(host.url)
    expect(await visitor.get('/generation/limits')).toMatchObject({
      status: 401,
      body: { errors: [{ message: expect.any(String), data: { code: 'unauthorized' } }] },
    })
    expect(await student.get('/positions')).toMatchObject({
      status: 403,
      body: { errors: [{ data: { code: 'forbidden' } }] },
    })
    expect(await student.post('/positions/import?game=chess&format=epd', {})).toMatchObject({
      status: 403,
      body: { errors: [{ data: { code: 'forbidden' } }] },
    })
  })

  test('a student can neither unlock a user nor lock a document, nor see who does', async () => {
    expect((await student.post('/users/unlock', { email: 'editor@example.com' })).status).toBe(403)
    expect((await student.get('/payload-locked-documents')).status).toBe(403)
    const { body } = await student.get('/users/me')
    const lock = { document: { relationTo: 'drills', value: 1 }, user: { relationTo: 'users', value: body.user?.id } }
    expect((await student.post('/payload-locked-documents', lock)).status).toBe(403)
    expect((await student.delete('/payload-locked-documents?where[id][exists]=true')).status).toBe(403)
    expect((await editor.get('/payload-locked-documents')).status).toBe(200)
  })
})

interface Answer {
  status: number
  body: { errors?: unknown; user?: { id: number } }
}

type Client = Awaited<ReturnType<typeof clientOf>>

/** Speaks to a running host as one of the demo's users, or as a visitor. */
const clientOf = async (url: string, role?: string) => {
  const headers = new Headers({ 'Content-Type': 'application/json' })
  if (role) headers.set('Authorization', `JWT ${await signIn(url, role)}`)
  const send = async (method: string, path: string, data?: unknown): Promise<Answer> => {
    const response = await fetch(`${url}/api${path}`, {
      method,
      headers,
      body: data ? JSON.stringify(data) : undefined,
    })
    return { status: response.status, body: await response.json() }
  }
  return {
    get: (path: string) => send('GET', path),
    post: (path: string, data: unknown) => send('POST', path, data),
    delete: (path: string) => send('DELETE', path),
  }
}
