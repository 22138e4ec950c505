import { afterAll, beforeAll, expect, test } from 'vitest'
import { demoPassword, demoUsers } from '../../../demo/content/users.js'
import { seed } from '../../../demo/seed.js'
import { startTestPayload, type TestPayload } from '../helpers/startTestPayload.js'

let host: TestPayload
const lines: string[] = []
const log = (line: string) => lines.push(line)
const count = async (collection: string) => (await host.payload.count({ collection })).totalDocs

beforeAll(async () => {
  host = await startTestPayload()
})
afterAll(() => host?.stop())

test('a start that was interrupted after the first user is made up for by the next', async () => {
  const [admin] = demoUsers
  await host.payload.create({ collection: 'users', data: { ...admin } })
  await seed(host.payload, log)
  expect(await count('positions')).toBe(215)
  expect(await count('curricula')).toBe(2)
  expect(await count('profiles')).toBe(3)
  expect(await count('kits')).toBe(2)
  expect(await count('users')).toBe(1)
  expect(lines).toEqual(['Imported 200 chess positions.', 'Imported 15 backgammon positions.'])
})

test('a second start adds nothing, and what was deleted stays deleted', async () => {
  const { docs } = await host.payload.find({ collection: 'positions', limit: 1 })
  await host.payload.delete({ collection: 'positions', id: docs[0]?.id ?? 0 })
  lines.length = 0
  await seed(host.payload, log)
  expect(await count('positions')).toBe(214)
  expect(lines).toEqual([])
})

test('users with a published password are not added without a word', async () => {
  await host.payload.delete({ collection: 'users', where: { id: { exists: true } } })
  lines.length = 0
  await seed(host.payload, log)
  expect(await count('users')).toBe(demoUsers.length)
  expect(lines).toHaveLength(1)
  expect(lines[0]).toContain(`"${demoPassword}"`)
  for (const { email } of demoUsers) expect(lines[0]).toContain(email)
})
