import { createInterface } from 'node:readline'
import { setTimeout as wait } from 'node:timers/promises'
import { GRAPHQL_POST } from '@payloadcms/next/routes'
import { getPayload, handleEndpoints } from 'payload'
import { type LimitOptions, RequestError } from '../../../src/index.js'
import { testConfig } from '../../shared/testConfig.js'
import type { Requested, RequestOrder } from './RequesterProcess.js'

// A process that requests runs by one door or another, as ordered line by line.
const { MODEL_URL = 'http://127.0.0.1:9', MAX_RUNNING = '100000', POOL_MAX = '10' } = process.env

/** A user's name says how his limits differ from those of his role. */
const of: LimitOptions['of'] = ({ user }) => {
  const name: unknown = Reflect.get(user, 'name')
  return typeof name === 'string' && name.startsWith('{') ? JSON.parse(name) : undefined
}
const config = testConfig({
  pool: { max: Number(POOL_MAX) },
  options: {
    limits: { of, maxRunning: Number(MAX_RUNNING) },
    model: { providers: [{ baseURL: MODEL_URL, complex: 'offline-demo', offline: true }] },
  },
})
const payload = await getPayload({ config })
const graphQL = GRAPHQL_POST(config)
const data = { kind: 'drillSeries', input: { targetDrillCount: 2, phases: ['opening'], seed: 7 } }

const doors: Readonly<Record<RequestOrder['door'], (by: RequestOrder['by'][number]) => Promise<Requested>>> = {
  rest: async ({ token }) => {
    const response = await handleEndpoints({ config, request: post('/generation-runs', token, data) })
    const body = await response.json()
    return {
      status: response.status,
      data: body.errors?.[0]?.data,
      retryAfter: response.headers.get('Retry-After') ?? undefined,
    }
  },
  graphql: async ({ token }) => {
    const query = `mutation ($input: JSON!) { createGenerationRun(data: { kind: "drillSeries", input: $input }) { id } }`
    const response = await graphQL(post('/graphql', token, { query, variables: { input: data.input } }))
    const body = await response.json()
    const [error] = body.errors ?? []
    return error ? { status: error.extensions?.statusCode, data: error.extensions?.data } : { status: 201 }
  },
  local: async ({ id }) => {
    try {
      const user = { ...(await payload.findByID({ collection: 'users', id, depth: 0 })), collection: 'users' as const }
      await payload.create({ collection: 'generation-runs', data, user, overrideAccess: false, depth: 0 })
      return { status: 201 }
    } catch (error) {
      if (error instanceof RequestError) return { status: error.status, data: error.data ?? undefined }
      throw error
    }
  },
}

const post = (path: string, token: string | undefined, body: object): Request =>
  new Request(`http://host.test/api${path}`, {
    method: 'POST',
    headers: { 'Content-Type': 'application/json', Authorization: `JWT ${token}` },
    body: JSON.stringify(body),
  })

process.stdout.write('ready\n')
for await (const line of createInterface({ input: process.stdin })) {
  const { atMs, door, by, times }: RequestOrder = JSON.parse(line)
  await wait(Math.max(0, atMs - performance.timeOrigin - performance.now()))
  const requests = by.flatMap((user) => Array.from({ length: times }, () => doors[door](user)))
  process.stdout.write(`requested${JSON.stringify(await Promise.all(requests))}\n`)
}
