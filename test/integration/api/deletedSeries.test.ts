import { sql } from '@payloadcms/db-postgres/drizzle'
import type { CollectionAfterChangeHook, CollectionBeforeDeleteHook } from 'payload'
import { createLocalReq, getAccessResults } from 'payload'
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest'
import { poolOf } from '../../../src/database/adapter.js'
import { inTransaction, transactionOf } from '../../../src/database/transactions.js'
import { waitFor } from '../../shared/waitFor.js'
import { addPositions } from '../helpers/addPositions.js'
import { isWaitedFor } from '../helpers/isWaitedFor.js'
import { Gate } from '../runs/helpers/Gate.js'
import { finishRun } from './helpers/finishRun.js'
import { requestRun } from './helpers/requestRun.js'
import { type Api, startApi } from './helpers/startApi.js'

let api: Api
const gate = new Gate()
/** Of the model's second batches. */
const answers = new Gate()
/** Which drills a hook of the host keeps. */
let refuses: (drill: unknown) => boolean = () => false

beforeAll(async () => {
  api = await startApi({
    model: {
      respond: async ({ message = {} }) => {
        const [first] = message.items as { key: string }[]
        if (first?.key === 'd03') await answers.pass()
        return undefined
      },
    },
  })
  await addPositions({ payload: api.payload, counts: { opening: 20 } })
  const hooks = api.payload.collections.drills?.config.hooks
  const holdUp: CollectionAfterChangeHook = async () => gate.pass()
  const refuse: CollectionBeforeDeleteHook = async ({ id }) => {
    if (refuses(id)) throw new Error('The glossary plugin needs this drill.')
  }
  hooks?.afterChange.push(holdUp)
  hooks?.beforeDelete.push(refuse)
})
afterAll(() => api?.stop())
afterEach(() => {
  gate.open()
  answers.open()
  refuses = () => false
})

const input = { targetDrillCount: 4, phases: ['opening'], batchSize: 2 }
const makeSeries = async (): Promise<number> =>
  (await finishRun(api, (await requestRun(api.as.teacher, input)).id)).target.value
const drillsOf = async (series: number) =>
  (await api.as.teacher.get(`/drills?where[series][equals]=${series}&draft=true&depth=0`)).body.docs
const drillCounts = async () => {
  const { docs } = await api.payload.find({ collection: 'positions', limit: 100, depth: 0 })
  return docs.reduce((sum, { drillCount }) => sum + drillCount, 0)
}

test('a series takes its drills with it, and their positions are free again', async () => {
  const before = await drillCounts()
  const series = await makeSeries()
  const drills = await drillsOf(series)
  expect(drills).toHaveLength(4)
  expect((await api.as.teacher.delete(`/drill-series/${series}`)).status).toBe(200)
  expect((await api.as.teacher.get(`/drill-series/${series}`)).status).toBe(404)
  expect((await api.as.teacher.get(`/drills/${drills[0].id}?draft=true`)).status).toBe(404)
  expect(await drillCounts()).toBe(before)
})

test('drills stay without a series when that is asked for', async () => {
  const series = await makeSeries()
  const [drill] = await drillsOf(series)
  expect((await api.as.teacher.delete(`/drill-series/${series}?drills=keep`)).status).toBe(200)
  const kept = await api.as.teacher.get(`/drills/${drill.id}?draft=true&depth=0`)
  expect(kept.body).toMatchObject({ id: drill.id, series: null })
})

test('anything else that is asked for is refused', async () => {
  const series = await makeSeries()
  const { status, body } = await api.as.teacher.delete(`/drill-series/${series}?drills=hide`)
  expect(status).toBe(400)
  expect(body.errors[0].data).toEqual({ code: 'invalid_drills', allowed: ['delete', 'keep'] })
})

test('nothing is deleted when one drill cannot be', async () => {
  const series = await makeSeries()
  refuses = () => true
  const { status, body } = await api.as.teacher.delete(`/drill-series/${series}`)
  expect(status).toBe(409)
  expect(body.errors[0].data.code).toBe('drill_not_deleted')
  expect(await drillsOf(series)).toHaveLength(4)
  expect((await api.as.teacher.get(`/drill-series/${series}?draft=true`)).status).toBe(200)
})

test('of several series none is deleted, nor a drill of them, when one drill of one cannot be', async () => {
  const whole = [await makeSeries(), await makeSeries()]
  const [, , kept] = await drillsOf(whole[0] ?? 0)
  refuses = (id) => id === kept.id
  const { status, body } = await api.as.teacher.delete(`/drill-series?where[id][in]=${whole.join()}&drills=delete`)
  expect([status, body.errors?.[0].data]).toEqual([409, { code: 'drill_not_deleted', drill: kept.id }])
  for (const series of whole) {
    expect(await drillsOf(series)).toHaveLength(4)
    expect((await api.as.teacher.get(`/drill-series/${series}?draft=true`)).status).toBe(200)
  }
  refuses = () => false
  const again = await api.as.teacher.delete(`/drill-series?where[id][in]=${whole.join()}&drills=delete`)
  expect(again).toMatchObject({ status: 200, body: { errors: [] } })
})

test('several at once are refused until it is said what becomes of their drills', async () => {
  const series = await makeSeries()
  const where = `where[id][equals]=${series}`
  const refused = await api.as.teacher.delete(`/drill-series?${where}`)
  expect(refused.status).toBe(400)
  expect(refused.body.errors[0].data.code).toBe('drills_undecided')
  expect(await drillsOf(series)).toHaveLength(4)
  const { status } = await api.as.teacher.delete(`/drill-series?${where}&drills=delete`)
  expect(status).toBe(200)
  expect(await drillsOf(series)).toHaveLength(0)
})

test('without a transaction nothing is deleted, and the error says what is missing', async () => {
  const series = await makeSeries()
  const without = api.payload.delete({ collection: 'drill-series', id: series, disableTransaction: true })
  await expect(without).rejects.toThrow('`disableTransaction`')
  expect(await drillsOf(series)).toHaveLength(4)
})

test('the run of a series that was deleted is not retried: its drills would belong to nothing', async () => {
  const run = await requestRun(api.as.teacher, input)
  const { target } = (await api.as.teacher.get(`/generation-runs/${run.id}?depth=0`)).body
  expect((await api.as.teacher.delete(`/drill-series/${target.value}`)).status).toBe(200)
  const before = await api.traces()
  const retried = await api.as.teacher.post(`/generation-runs/${run.id}/retry`)
  expect(retried).toMatchObject({ status: 409, body: { errors: [{ data: { code: 'target_deleted' } }] } })
  expect(await api.traces()).toEqual(before)
})

test('a series deleted while a batch of it is being saved cancels its run, and no drill stays behind', async () => {
  gate.close()
  // Until then the run cannot end.
  answers.close()
  const run = await requestRun(api.as.teacher, input)
  const series = (await api.as.teacher.get(`/generation-runs/${run.id}?depth=0`)).body.target.value
  const worker = api.work()
  try {
    await waitFor('a drill that is being saved', () => gate.arrivals > 0)
    const deleted = api.as.teacher.delete(`/drill-series/${series}`)
    await waitFor('the deletion to wait for the drill', () => isWaitedFor(api.payload))
    gate.open()
    expect((await deleted).status).toBe(200)
    answers.open()
    const { body } = await api.as.teacher.get(`/generation-runs/${run.id}?depth=0`)
    expect(body).toMatchObject({ status: 'cancelled', error: 'Cancelled: its series was deleted.' })
    await waitFor('no step to be open', async () => {
      const where = { run: { equals: run.id }, status: { in: ['queued', 'running'] } }
      return (await api.payload.count({ collection: 'generation-steps', where })).totalDocs === 0
    })
  } finally {
    await worker.stop()
  }
  const { totalDocs } = await api.payload.count({
    collection: 'drills',
    where: { 'provenance.run': { equals: run.id } },
  })
  expect(totalDocs).toBe(0)
})

test('a series that is deleted locks positions in the order of their ids, as workers do', async () => {
  const series = await makeSeries()
  const drills = await drillsOf(series)
  const positions = drills.map(({ position }: { position: number }) => position).sort((a: number, b: number) => a - b)
  const [lowest, ...others] = positions
  // Whichever drill goes first, it is not that of the lowest.
  const ordered = [others[2], lowest, others[0], others[1]]
  const byOrder = [...drills].sort((a, b) => a.order - b.order)
  for (const [index, { id }] of byOrder.entries()) {
    await poolOf(api.payload).execute(sql`update drills set position_id = ${ordered[index]} where id = ${id}`)
  }
  let deleted: Promise<{ status: number }> | undefined
  await inTransaction(api.payload, async (req) => {
    const db = await transactionOf(req)
    await db.execute(sql`select id from positions where id = ${lowest} for no key update`)
    deleted = api.as.teacher.delete(`/drill-series/${series}`)
    await waitFor('the deletion to wait for the position', () => isWaitedFor(api.payload))
    for (const id of others) await db.execute(sql`select id from positions where id = ${id} for no key update nowait`)
  })
  expect((await deleted)?.status).toBe(200)
})

test('the panel offers no form for a run, and every door of the API takes one', async () => {
  const user = await api.payload.findByID({ collection: 'users', id: api.as.teacher.id ?? 0 })
  // As Payload's pages ask on the server.
  const panel = await createLocalReq({ user: { ...user, collection: 'users' } }, api.payload)
  const offered = await getAccessResults({ req: panel })
  expect(offered.collections?.['generation-runs']?.create).toBeUndefined()
  expect((await api.as.teacher.get('/access')).body.collections['generation-runs'].create).toBe(true)
})
