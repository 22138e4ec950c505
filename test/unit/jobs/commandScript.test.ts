import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { script as maintain } from '../../../src/jobs/maintainScript.js'
import { script as recount } from '../../../src/jobs/recountScript.js'
import { script as work } from '../../../src/jobs/workScript.js'

let written = ''
const { argv } = process

beforeEach(() => {
  written = ''
  process.argv = ['node', 'payload', 'coursewright:command']
  vi.spyOn(process.stderr, 'write').mockImplementation((text) => {
    written += text
    return true
  })
  vi.spyOn(process, 'exit').mockImplementation(() => undefined as never)
})
afterEach(() => {
  process.argv = argv
  vi.restoreAllMocks()
})

/** As Drizzle throws it: its message repeats the statement and all that was to be stored. */
const failedQuery = Object.assign(
  new Error('Failed query: insert into drills values ($1)\nparams: a whole answer', {
    cause: new Error('relation "drills" does not exist'),
  }),
  { query: 'insert into drills values ($1)', params: ['a whole answer'] },
)

/** A host whose database fails as soon as a command asks for it. */
const host = {
  get db(): never {
    throw failedQuery
  },
}

test.each([
  ['work', work],
  ['recount', recount],
  ['maintain', maintain],
])('%s fails with what Postgres said, and not with what was in the query', async (_, script) => {
  await script(host as never)
  expect(written).toBe('relation "drills" does not exist\n')
  expect(process.exit).toHaveBeenCalledExactlyOnceWith(1)
})
