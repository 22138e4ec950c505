import { sql } from '@payloadcms/db-postgres/drizzle'
import { GRAPHQL_POST } from '@payloadcms/next/routes'
import { type CollectionConfig, getFieldsToSign, handleEndpoints, jwtSign, type Payload } from 'payload'
import { poolOf, postgres, table } from '../../../../src/database/adapter.js'
import { settingsOf } from '../../../../src/options/Settings.js'
import { type StartTestPayload, startTestPayload, type TestPayload } from '../../helpers/startTestPayload.js'
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
  const host = await startTestPayload({
    ...given,
    config: { ...given.config, collections: [Members, ...(given.config?.collections ?? [])] },
    seed: { name: 'actors', fill: addActors },
  })
  const { payload } = host
  const key = postgres(payload).poolOptions.connectionString
  shareWithNext(key)
  const { config } = payload
  const graphQL = GRAPHQL_POST(Promise.resolve(config))

  const handle = (path: string, init?: RequestInit): Promise<Response> => {
    const request = new Request(`http://host.test/api${path}`, init)
    if (path.split('?')[0] === '/graphql') return graphQL(request)
    return handleEndpoints({ config, payloadInstanceCacheKey: key, request })
  }
  const signIn = async (actor: SignedIn): Promise<ApiClient> => {
    const { id, token } = await tokenOf(payload, actor)
    return createApiClient({ handle, token, id })
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
  return { ...host, as, traces: () => readTraces(host) }
}

type SignedIn = Exclude<Actor, 'visitor'>

const collectionOf = (actor: SignedIn) => (actor === 'member' ? 'members' : 'users')
const emailOf = (actor: SignedIn) => `${actor.toLowerCase()}@host.test`

/** One user for each who signs in, with a session that lasts. */
const addActors = async (payload: Payload): Promise<void> => {
  const db = poolOf(payload)
  for (const actor of actors) {
    if (actor === 'visitor') continue
    const collection = collectionOf(actor)
    const credentials = { email: emailOf(actor), password: 'coursewright' }
    const role = actor in roleOf ? Reflect.get(roleOf, actor) : actor
    await payload.create({ collection, data: { ...credentials, role } })
    await payload.login({ collection, data: credentials })
  }
  // The template may be a year old.
  for (const collection of ['users', 'members']) {
    await db.execute(
      sql`update ${table(payload, collection, '_sessions')} set expires_at = now() + interval '10 years'`,
    )
  }
  const users = table(payload, settingsOf(payload).usersSlug)
  // As in a host that gave its users roles after the first had signed up.
  await db.execute(sql`alter table ${users} alter column role drop not null`)
  await db.execute(sql`update ${users} set role = null where email = ${emailOf('roleless')}`)
}

/** As signing in gave it. */
const tokenOf = async (payload: Payload, actor: SignedIn): Promise<{ id: number | string; token: string }> => {
  const slug = collectionOf(actor)
  const email = emailOf(actor)
  const { docs } = await payload.find({ collection: slug, where: { email: { equals: email } }, showHiddenFields: true })
  const [user] = docs
  const collectionConfig = payload.collections[slug]?.config
  if (!user || !collectionConfig) throw new Error(`The ${actor} is not there.`)
  const fieldsToSign = getFieldsToSign({
    collectionConfig,
    email,
    sid: user.sessions?.[0]?.id,
    user: { ...user, collection: slug },
  })
  const { token } = await jwtSign({ fieldsToSign, secret: payload.secret, tokenExpiration: 2 * 60 * 60 })
  return { id: user.id, token }
}
