import type { CollectionAfterChangeHook, PayloadRequest } from 'payload'
import pg from 'pg'
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import { table } from '../../../../src/database/adapter.js'
import { inTransaction, transactionOf } from '../../../../src/database/transactions.js'
import { lockDocuments } from '../../../../src/drafts/documentLocks.js'
import { countTogether } from '../../../../src/library/drillCounts.js'
import { addPositions } from '../../helpers/addPositions.js'
import { startTestPayload, type TestPayload } from '../../helpers/startTestPayload.js'
import { requestRun } from '../../runs/helpers/requestRun.js'
import { runEnded } from '../../runs/helpers/runEnded.js'

const positions = 3
let host: TestPayload

beforeAll(async () => {
  host = await startTestPayload()
  await addPositions({ payload: host.payload, counts: { opening: positions } })
})
afterAll(() => host?.stop())
beforeEach(async () => {
  await host.payload.delete({ collection: 'drills', where: { id: { exists: true } } })
})

const drillsOf = async (count: number) => {
  const { id } = await requestRun(host, { targetDrillCount: count, batchSize: count })
  const worker = host.work()
  try {
    await runEnded(host, id)
  } finally {
    await worker.stop()
  }
  const where = { 'provenance.run': { equals: id } }
  return (await host.payload.find({ collection: 'drills', where, depth: 0, sort: 'id' })).docs
}

/** By position, in the order of their ids: how many drills it says it has, and how many there are. */
const counts = async () => {
  const { docs } = await host.payload.find({ collection: 'positions', sort: 'id' })
  const drills = (await host.payload.find({ collection: 'drills', depth: 0, pagination: false })).docs
  return docs.map(({ id, drillCount }) => [drillCount, drills.filter(({ position }) => position === id).length])
}

test('a step counts its drills, and looks for what is published, once for all of them', async () => {
  const statements: string[] = []
  const { query } = pg.Client.prototype
  pg.Client.prototype.query = function (this: pg.Client, ...given: unknown[]) {
    const [asked] = given as [string | { text?: string }]
    statements.push(String(typeof asked === 'string' ? asked : asked.text))
    return Reflect.apply(query, this, given)
  } as typeof query
  try {
    expect(await drillsOf(positions)).toHaveLength(positions)
  } finally {
    pg.Client.prototype.query = query
  }
  const made = statements.filter((statement) => /insert into "drills" /.test(statement))
  expect(made).toHaveLength(positions)
  expect(statements.filter((statement) => /set drill_count =/.test(statement))).toHaveLength(1)
  expect(statements.filter((statement) => /_status = 'published'\s+order by id desc/.test(statement))).toHaveLength(1)
  expect(await counts()).toEqual([...Array(positions)].map(() => [1, 1]))
})

test('counts are right though a hook of the host moves a drill of a step and makes others', async () => {
  const { payload } = host
  const ids = (await payload.find({ collection: 'positions', sort: 'id' })).docs.map(({ id }) => id)
  let seen = 0
  const meddle: CollectionAfterChangeHook = async ({ doc, operation, req }) => {
    if (operation !== 'create' || doc.provenance?.run == null) return
    seen += 1
    const { id, position, prompt, solution } = doc
    const choices = doc.choices.map(({ id: _, ...choice }: Record<string, unknown>) => choice)
    const elsewhere = ids.find((other) => other !== position) ?? 0
    if (seen === 1) await payload.update({ collection: 'drills', id, data: { position: elsewhere }, req })
    if (seen !== 3) return
    for (const of of [elsewhere, position, elsewhere]) {
      const data = { prompt, solution, choices, position: of, _status: 'draft' as const }
      await payload.create({ collection: 'drills', draft: true, data, req })
    }
  }
  const hooks = payload.collections.drills?.config.hooks.afterChange
  hooks?.push(meddle)
  try {
    await drillsOf(positions)
  } finally {
    hooks?.splice(hooks.indexOf(meddle), 1)
  }
  expect(seen).toBe(positions)
  const found = await counts()
  expect(found.map(([said]) => said)).toEqual(found.map(([, there]) => there))
  expect(found.reduce((sum, [, there = 0]) => sum + Number(there), 0)).toBe(positions + 3)
})

test('drills that are made after the count, in another transaction, or of other positions are counted by themselves', async () => {
  const { payload } = host
  const [a = 0, b = 0] = (await payload.find({ collection: 'positions', sort: 'id' })).docs.map(({ id }) => Number(id))
  const made = (position: number, rest: object) =>
    payload.create({ collection: 'drills', draft: true, data: { position, prompt: 'What now?' }, ...rest })
  const where = async (req: PayloadRequest) => ({
    db: await transactionOf(req),
    positions: table(payload, 'positions'),
  })
  await inTransaction(payload, async (req) => {
    await lockDocuments(req, { collection: 'positions', ids: [a] })
    const count = countTogether(req, [a])
    await made(a, { req })
    await made(b, { req })
    await made(a, { req })
    await count(await where(req))
    await made(a, { req })
  })
  expect(await counts()).toEqual([
    [3, 3],
    [1, 1],
    [0, 0],
  ])

  const lost = inTransaction(payload, async (req) => {
    // Only `b` is locked: whoever counts `a` beside this transaction does not wait for it.
    await lockDocuments(req, { collection: 'positions', ids: [b] })
    countTogether(req, [a, b])
    await made(b, { req })
    await made(a, { context: req.context })
    throw new Error('It came to nothing.')
  })
  await expect(lost).rejects.toThrow('It came to nothing.')
  expect(await counts()).toEqual([
    [4, 4],
    [1, 1],
    [0, 0],
  ])
})

test('a drill that a run makes is flagged when it asks what a published one of its position asks', async () => {
  const first = await drillsOf(positions)
  expect(first.map(({ flags }) => flags)).toEqual(first.map(() => []))
  const [published] = first
  await host.payload.update({ collection: 'drills', id: published?.id ?? 0, data: { _status: 'published' } })
  const again = await drillsOf(positions)
  expect(again).toHaveLength(positions)
  for (const { position, flags } of again) {
    expect(flags).toEqual(position === published?.position ? ['near-duplicate'] : [])
  }
})
