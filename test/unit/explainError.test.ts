import { expect, test, vi } from 'vitest'
import { RequestError } from '../../src/errors.js'
import { explainError, explainErrors } from '../../src/hooks/guard/explainError.js'

/** As another copy of Payload in the same bundle throws it: no instance of our classes, and its name is minified. */
const foreign = (facts: { status: number; data?: unknown; isPublic?: boolean }) =>
  Object.assign(new Error('What was wrong.'), { name: 'e', isOperational: true, isPublic: true, data: null, ...facts })

/** What Payload makes of an error whose class it does not know. */
const bare = { errors: [{ message: 'What was wrong.' }] }

const request = { context: {}, query: {}, payload: {}, routeParams: {}, i18n: { language: 'en' } }

const explain = (error: Error, language = 'en') =>
  explainError({
    error,
    result: bare,
    req: { ...request, i18n: { language } },
    context: {},
    collection: { slug: 'drills' },
  } as never)

const fields = { collection: 'drills', errors: [{ path: 'prompt', message: 'Too long.' }] }

test.each([
  ['field messages', { status: 400, data: fields }, { code: 'invalid_fields', ...fields }],
  [
    'the code and facts of ours',
    { status: 409, data: { code: 'wrong_status', status: 'queued' } },
    { code: 'wrong_status', status: 'queued' },
  ],
  ['the path of a query', { status: 400, data: [{ path: 'nope' }] }, { code: 'invalid_query', path: 'nope' }],
  ['who is not let in', { status: 403 }, { code: 'forbidden' }],
  ['what is not there', { status: 404 }, { code: 'not_found' }],
])('%s are answered from the error, whatever its class and name', async (_, facts, data) => {
  expect(await explain(foreign(facts))).toMatchObject({
    status: facts.status,
    response: { errors: [{ message: 'What was wrong.', data }] },
  })
})

test('what stands beside a field is said in the language of the request', async () => {
  const errors = [
    { path: 'solution', message: 'Solution "Nf9" is not a legal move in the position.' },
    { path: 'prompt', message: 'A rule of the host.' },
  ]
  expect(await explain(foreign({ status: 400, data: { collection: 'drills', errors } }), 'de')).toMatchObject({
    response: {
      errors: [
        {
          data: {
            errors: [
              { path: 'solution', message: 'Die Lösung „Nf9“ ist in der Stellung kein legaler Zug.' },
              { path: 'prompt', message: 'A rule of the host.' },
            ],
          },
        },
      ],
    },
  })
})

/** As Drizzle throws what Postgres says. */
const refused = (code: string, message: string) =>
  Object.assign(new Error('Failed query', { cause: Object.assign(new Error(message), { code }) }), { status: 500 })

test.each([
  ['40P01', 'deadlock detected'],
  ['25P02', 'current transaction is aborted, commands ignored until end of transaction block'],
  ['40001', 'could not serialize access due to concurrent update'],
  ['23503', 'insert or update on table "drills" violates foreign key constraint "drills_fk"'],
])('%s, what somebody else did at the same moment, is a conflict', async (code, message) => {
  expect(await explain(refused(code, message))).toMatchObject({
    status: 409,
    response: { errors: [{ data: { code: 'changed_meanwhile' } }] },
  })
})

/** As the driver throws it, to a hook of the host that asks Postgres by itself, or as such a hook passes it on. */
const elsewhere: [string, (code: string, message: string) => Error][] = [
  ['bare', (code, message) => Object.assign(new Error(message), { code })],
  ['wrapped twice', (code, message) => new Error('The hook failed.', { cause: refused(code, message) })],
]

test.each(elsewhere)('what Postgres refused is found %s as well', async (_, thrown) => {
  expect(await explain(thrown('40P01', 'deadlock detected'))).toMatchObject({
    status: 409,
    response: { errors: [{ data: { code: 'changed_meanwhile' } }] },
  })
  expect(await explain(thrown('22003', 'value "9999999999" is out of range for type integer'))).toMatchObject({
    status: 400,
    response: { errors: [{ data: { code: 'invalid_query' } }] },
  })
  expect(await explain(thrown('23503', 'update or delete on table "drills" violates a foreign key'))).toBeUndefined()
})

test('an error that says its own status is answered with that, whatever Postgres refused below it', async () => {
  const error = new Error('The lesson is locked.', { cause: refused('40P01', 'deadlock detected') })
  const answer = await explain(Object.assign(error, { status: 423 }))
  expect(answer?.status ?? 423).toBe(423)
  expect(JSON.stringify(answer ?? '')).not.toContain('changed_meanwhile')
})

test('a table of the host that keeps what is to be deleted is no such moment', async () => {
  const message = 'update or delete on table "drills" violates foreign key constraint "glossary_fk" on table "glossary"'
  expect(await explain(refused('23503', message))).toBeUndefined()
})

test('an error of the server stays hidden', async () => {
  expect(await explain(new TypeError('secret'))).toBeUndefined()
  expect(await explain(foreign({ status: 500, isPublic: false }))).toBeUndefined()
})

test('routes outside of collections answer with the code and facts of ours, and leave what others throw', async () => {
  const ours = new RequestError(401, 'Sign in.', { code: 'unauthorized' })
  const answer = (error: Error) => explainErrors({ error, result: bare, req: request, context: {} } as never)
  expect(await answer(ours)).toMatchObject({ status: 401, response: { errors: [{ data: { code: 'unauthorized' } }] } })
  expect(await answer(foreign({ status: 403 }))).toBeUndefined()
  expect(await answer(foreign({ status: 400, data: { code: 'out_of_stock' } }))).toBeUndefined()
})

test('what another copy of this package throws is ours', async () => {
  vi.resetModules()
  const { RequestError: Other } = await import('../../src/errors.js')
  const error = new Other(401, 'Sign in.', { code: 'unauthorized' })
  expect(error).not.toBeInstanceOf(RequestError)
  expect(await explainErrors({ error, result: bare, req: request, context: {} } as never)).toMatchObject({
    status: 401,
    response: { errors: [{ name: 'RequestError', data: { code: 'unauthorized' } }] },
  })
})
