import { sql } from '@payloadcms/db-postgres/drizzle'
import { GRAPHQL_POST } from '@payloadcms/next/routes'
import { type CollectionConfig, handleEndpoints } from 'payload'
import { poolOf, postgres, table } from '../../../src/database/adapter.js'
import { settingsOf } from '../../../src/options/Settings.js'
import { type StartTestPayload, startTestPayload, type TestPayload } from '../startTestPayload.js'
import { type ApiClient, createApiClient } from './ApiClient.js'
import { readTraces } from './readTraces.js'
import { shareWithNext } from './shareWithNext.js'

/** Who speaks to the API: one user per role, and those who have none. */
export const actors = [
  'visitor',
  // Signs in like others do, with `role: 'admin'` in a field of its own, and must gain nothing by it.
  'member',
  'roleless',
  'student',
  'otherStudent',
  'teacher',
  'editor',
  'admin',
] as const

export type Actor = (typeof actors)[number]

export interface Api extends TestPayload {
  as: Readonly<Record<Actor, ApiClient>>
  /** What is stored and spent: the same before and after a refusal. */
  traces(): Promise<Record<string, number>>
}

const Members: CollectionConfig = { slug: 'members', auth: true, fields: [{ name: 'role', type: 'text' }] }

const roleOf = { member: 'admin', roleless: 'student', otherStudent: 'student' } as const

/** Payload's REST and GraphQL handlers, called as its Next.js routes call them, with a signed-in client for each role. */
export const startApi = async (given: StartTestPayload = {}): Promise<Api> => {
  // Payload's adapter pushes a schema only if it differs from the last one this process pushed, to whatever database.
  process.env.PAYLOAD_FORCE_DRIZZLE_PUSH = 'true'
  const host = await startTestPayload({
    ...given,
    config: { ...given.config, collections: [Members, ...(given.config?.collections ?? [])] },
  })
  const { payload } = host
  const key = postgres(payload).poolOptions.connectionString
  shareWithNext(key)
  const { config } = payload
  const graphQL = GRAPHQL_POST(Promise.resolve(config))

  const handle = (path: string, init?: RequestInit): Promise<Response> => {
    const request = new Request(`http://host.test/api${path}`, init)
    if (path === '/graphql') return graphQL(request)
    return handleEndpoints({ config, payloadInstanceCacheKey: key, request })
  }
  const signIn = async (actor: Exclude<Actor, 'visitor'>): Promise<ApiClient> => {
    const collection = actor === 'member' ? 'members' : 'users'
    const credentials = { email: `${actor.toLowerCase()}@host.test`, password: 'coursewright' }
    const role = actor in roleOf ? Reflect.get(roleOf, actor) : actor
    const user = await payload.create({ collection, data: { ...credentials, role } })
    const login = await createApiClient({ handle }).post(`/${collection}/login`, credentials)
    return createApiClient({ handle, token: login.body.token, id: user.id })
  }
  const as = {
    visitor: createApiClient({ handle }),
    member: await signIn('member'),
    roleless: await signIn('roleless'),
    student: await signIn('student'),
    otherStudent: await signIn('otherStudent'),
    teacher: await signIn('teacher'),
    editor: await signIn('editor'),
    admin: await signIn('admin'),
  }
  const users = table(payload, settingsOf(payload).usersSlug)
  // As in a host that gave its users roles after the first had signed up.
  await poolOf(payload).execute(sql`alter table ${users} alter column role drop not null`)
  await poolOf(payload).execute(sql`update ${users} set role = null where id = ${as.roleless.id}`)
  return { ...host, as, traces: () => readTraces(host) }
}
