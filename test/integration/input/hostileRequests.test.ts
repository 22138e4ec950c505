import { afterAll, beforeAll, expect, test } from 'vitest'
import { finishRun } from '../api/helpers/finishRun.js'
import { requestRun } from '../api/helpers/requestRun.js'
import { type Api, startApi } from '../api/helpers/startApi.js'
import { lessonOf } from '../content/lessonOf.js'
import { addPositions } from '../helpers/addPositions.js'
import { type HostileRequest, hostileRequests } from './hostileRequests.js'
import { ourCollections } from './ourCollections.js'

let api: Api
let ids: Record<string, (string | number)[]>

beforeAll(async () => {
  api = await startApi()
  await addPositions({ payload: api.payload, counts: { opening: 4, endgame: 4 } })
  await api.as.editor.post('/curricula', { subject: 'Rooks', game: 'chess', principles: [{ name: 'Activity' }] })
  await api.as.editor.post('/profiles', { name: 'Beginners', level: 'beginner', language: 'en' })
  await finishRun(api, (await requestRun(api.as.student)).id)
  const [position] = (await api.payload.find({ collection: 'positions', limit: 1, depth: 0 })).docs
  const lesson = await api.payload.create({ collection: 'lessons', data: lessonOf(position?.id ?? 0) })
  const parent = { relationTo: 'lessons', value: lesson.id }
  await api.as.editor.post('/sections', { title: 'Production', key: 'production', parent })
  await api.as.editor.post('/courses', { title: 'Endings', lessons: [lesson.id] })
  await api.as.editor.post('/kits', { title: 'Tarrasch', glossary: [{ term: 'castle', use: 'rook' }] })
  await api.payload.create({ collection: 'plans', data: { key: 'k', state: 'ready', content: lesson.content } })
  const found = ourCollections(api.payload).map(async (collection) => {
    const { docs } = await api.payload.find({ collection, limit: 3, depth: 0 })
    return [collection, docs.map(({ id }) => id)] as const
  })
  ids = Object.fromEntries(await Promise.all(found))
})
afterAll(() => api?.stop())

const count = 1500
const longestMs = 20_000

/** Why the answer is none that a client can act on; `undefined` when it is one. */
const problemOf = ({ path }: HostileRequest, status: number, text: string): string | undefined => {
  if (status < 400 && path !== '/graphql') return undefined
  const { errors = [], message } = JSON.parse(text)
  if (path === '/graphql') {
    const isBroken = errors.some(
      ({ extensions }: { extensions?: { statusCode?: number } }) => extensions?.statusCode === 500,
    )
    return isBroken ? 'a server error over GraphQL' : undefined
  }
  if (text.length > 20_000) return `an answer of ${text.length} characters`
  // Many at once: Payload lists what became of each, and hides what was its own fault.
  if (/^Unable to /.test(message))
    return text.includes('Something went wrong') ? 'a server error for one of many' : undefined
  if (/^Route not found/.test(message)) return undefined
  const [error] = errors
  return error?.message && error.data?.code ? undefined : 'an error without message or code'
}

test.each(['one', 'two'])(
  'whatever is sent to whatever route, by whom ever, is answered or clearly refused (%s)',
  { timeout: 300_000 },
  async (seed) => {
    const wrong: object[] = []
    for (const hostile of hostileRequests({ payload: api.payload, seed, count, ids })) {
      const { actor, method, path, body } = hostile
      const headers = new Headers({ 'Content-Type': 'application/json' })
      if (method === 'GET-BY-POST') headers.set('X-Payload-HTTP-Method-Override', 'GET')
      const init = { method: method === 'GET-BY-POST' ? 'POST' : method, headers, body }
      const problem = await api.as[actor]
        .request(path, { ...init, signal: AbortSignal.timeout(longestMs) })
        .then(async (response) => problemOf(hostile, response.status, await response.text()))
        // Also a server error, which the client of these tests throws.
        .catch((error: Error) => error.message)
      if (problem) wrong.push({ problem: problem.slice(0, 300), ...hostile })
    }
    expect(wrong).toEqual([])
  },
)
