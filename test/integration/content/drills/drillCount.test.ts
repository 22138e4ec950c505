import { spawn } from 'node:child_process'
import { once } from 'node:events'
import path from 'node:path'
import { sql } from '@payloadcms/db-postgres/drizzle'
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import { poolOf, postgres } from '../../../../src/database/adapter.js'
import { recountPositions } from '../../../../src/library/recount.js'
import { waitFor } from '../../../shared/waitFor.js'
import { addPositions } from '../../helpers/addPositions.js'
import { startTestPayload, type TestPayload } from '../../helpers/startTestPayload.js'

let host: TestPayload
let [a, b, c]: number[] = []

beforeAll(async () => {
  host = await startTestPayload()
  await addPositions({ payload: host.payload, counts: { opening: 3 } })
  const { docs } = await host.payload.find({ collection: 'positions', sort: 'id' })
  ;[a, b, c] = docs.map(({ id }) => id as number)
})
afterAll(() => host?.stop())
beforeEach(async () => {
  await host.payload.delete({ collection: 'drills', where: { id: { exists: true } } })
  expect(await counts()).toEqual([0, 0, 0])
})

const counts = async () => {
  const { docs } = await host.payload.find({ collection: 'positions', sort: 'id' })
  return docs.map(({ drillCount }) => drillCount)
}
const data = {
  prompt: 'What now?',
  solution: 'x',
  choices: [{ text: 'x', correct: true }, { text: 'y' }],
  _status: 'draft' as const,
}
const create = (position: number | undefined) =>
  host.payload.create({ collection: 'drills', draft: true, data: { ...data, position } })
const move = (id: number | string, position: number | undefined, draft = false) =>
  host.payload.update({ collection: 'drills', id, draft, data: { position } })
/** A position whose moves nobody judges, so that anything can be published. */
const unjudged = async () => {
  await poolOf(host.payload).execute(sql`update drills set game = 'go'`)
  await poolOf(host.payload).execute(sql`update _drills_v set version_game = 'go'`)
}

test('drills that are made, moved and deleted are counted', async () => {
  const { id } = await create(a)
  const copy = await host.payload.duplicate({ collection: 'drills', id })
  expect(await counts()).toEqual([2, 0, 0])
  await move(id, b)
  expect(await counts()).toEqual([1, 1, 0])
  await host.payload.update({ collection: 'drills', id, data: { position: null } })
  expect(await counts()).toEqual([1, 0, 0])
  await host.payload.delete({ collection: 'drills', id: copy.id })
  expect(await counts()).toEqual([0, 0, 0])
})

test('drills of which only some fields are answered are counted', async () => {
  const select = { prompt: true } as const
  const made = { ...data, position: a }
  const { id } = await host.payload.create({ collection: 'drills', draft: true, data: made, select })
  expect(await counts()).toEqual([1, 0, 0])
  await host.payload.update({ collection: 'drills', id, data: { position: b }, select })
  expect(await counts()).toEqual([0, 1, 0])
  await host.payload.update({ collection: 'drills', id, data: { prompt: 'And now?' }, select })
  expect(await counts()).toEqual([0, 1, 0])
})

test('a draft over a published drill moves nothing until it is published', async () => {
  const { id } = await create(a)
  await unjudged()
  await host.payload.update({ collection: 'drills', id, data: { _status: 'published' } })
  await move(id, b, true)
  expect(await counts()).toEqual([1, 0, 0])
  await move(id, c, true)
  await host.payload.delete({ collection: 'drills', id })
  expect(await counts()).toEqual([0, 0, 0])
})

test('an older version that is restored is counted where it is', async () => {
  const { id } = await create(a)
  await move(id, b)
  const { docs } = await host.payload.findVersions({ collection: 'drills', where: { parent: { equals: id } } })
  const first = docs.find(({ version }) => Number(version.position?.id ?? version.position) === a)
  await host.payload.restoreVersion({ collection: 'drills', id: first?.id ?? '' })
  expect(await counts()).toEqual([1, 0, 0])
})

test('parallel moves of one drill count it once, where it ends', async () => {
  const { id } = await create(a)
  for (let round = 0; round < 2; round += 1) {
    await Promise.all([a, b, c, b, a, c].map((position) => move(id, position)))
    const { position } = await host.payload.findByID({ collection: 'drills', id, depth: 0 })
    expect(await counts()).toEqual([a, b, c].map((known) => (known === position ? 1 : 0)))
  }
})

test('parallel writers of many drills leave every count right', async () => {
  await Promise.all(Array.from({ length: 12 }, (_, index) => create([a, b, c][index % 3])))
  const { docs } = await host.payload.find({ collection: 'drills', limit: 20, depth: 0 })
  await Promise.all(
    docs.map(({ id }, index) =>
      index % 4 === 0 ? host.payload.delete({ collection: 'drills', id }) : move(id, [b, c, a][index % 3]),
    ),
  )
  const left = await host.payload.find({ collection: 'drills', limit: 20, depth: 0 })
  expect(await counts()).toEqual([a, b, c].map((id) => left.docs.filter(({ position }) => position === id).length))
})

test('an editor who saves a position does not write back the count it was read with', async () => {
  const { payload } = host
  let isReading: (() => void) | undefined
  const read = new Promise<void>((resolve) => {
    isReading = resolve
  })
  let goOn: (() => void) | undefined
  const counted = new Promise<void>((resolve) => {
    goOn = resolve
  })
  const hooks = payload.collections.positions?.config.hooks
  const pause = async () => {
    isReading?.()
    await counted
  }
  hooks?.beforeValidate?.push(pause)
  try {
    const saving = payload.update({ collection: 'positions', id: a ?? 0, data: { source: 'Mine' } })
    await read
    await create(a)
    goOn?.()
    expect(await saving).toMatchObject({ source: 'Mine' })
  } finally {
    hooks?.beforeValidate?.splice(hooks.beforeValidate.indexOf(pause), 1)
  }
  expect(await counts()).toEqual([1, 0, 0])
})

test('a recount mends what others left wrong, beside whoever writes', async () => {
  const { payload } = host
  await create(a)
  await create(b)
  await poolOf(payload).execute(sql`update positions set drill_count = 7 where id in (${a}, ${c})`)
  const [mended] = await Promise.all([recountPositions(payload), create(a), create(c)])
  expect(mended).toBe(2)
  await waitFor('the counts to be right', async () => (await counts()).join() === '2,1,1')
  expect(await recountPositions(payload)).toBe(0)
})

test('the commands mend counts, and fail with a word of why', async () => {
  const recount = async (...args: readonly string[]) => {
    const command = spawn(process.execPath, args, {
      stdio: ['ignore', 'ignore', 'pipe'],
      env: {
        ...process.env,
        PAYLOAD_CONFIG_PATH: path.resolve('test/integration/worker/scale/jobsCommand.config.ts'),
        DATABASE_URI: postgres(host.payload).poolOptions.connectionString,
        MODEL_URL: host.model.baseURL,
      },
    })
    let said = ''
    command.stderr.on('data', (text) => {
      said += String(text)
    })
    const [code] = await once(command, 'close')
    return { code, said }
  }
  await create(b)
  await poolOf(host.payload).execute(sql`update positions set drill_count = 3`)
  // Which is the other one, in a process set up for it.
  expect(await recount(path.resolve('bin/payload-coursewright.mjs'), 'recount')).toMatchObject({ code: 0 })
  expect(await counts()).toEqual([0, 1, 0])

  await poolOf(host.payload).execute(sql`alter table positions rename to elsewhere`)
  try {
    const payload = path.resolve('node_modules/payload/bin.js')
    const failed = await recount('--conditions=production', payload, 'coursewright:recount')
    expect(failed).toEqual({ code: 1, said: expect.stringContaining('does not exist') })
  } finally {
    await poolOf(host.payload).execute(sql`alter table elsewhere rename to positions`)
  }
}, 240_000)
