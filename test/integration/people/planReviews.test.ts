import { sql } from '@payloadcms/db-postgres/drizzle'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { poolOf } from '../../../src/database/adapter.js'
import { inTransaction } from '../../../src/database/transactions.js'
import { addMissingReviews } from '../../../src/drafts/missingReviews.js'
import { waitFor } from '../../shared/waitFor.js'
import { finishRun } from '../api/helpers/finishRun.js'
import { type Doc, type People, startPeople } from './startPeople.js'

let people: People

beforeAll(async () => {
  people = await startPeople()
})
afterAll(() => people?.stop())

const planOf = async (topic: string): Promise<{ plan: number; run: number }> => {
  const { id: run } = await people.make('lessons', { topic, format: 'language' })
  const [lesson] = await people.draftsOf('lessons', run)
  return { plan: Number(lesson?.plan), run }
}

const reviewOf = async (plan: number): Promise<Doc | undefined> =>
  (await people.listed('reviews', `where[documentKey][equals]=plans:${plan}`))[0]

const withMore = (content: unknown) => [
  ...(content as object[]),
  { blockType: 'entries', rows: [{ label: 'More', body: 'Of our own.' }] },
]

test('a plan that a run wrote waits for review, and one that is found again does so once', async () => {
  const { plan, run } = await planOf('At the station')
  expect(await reviewOf(plan)).toMatchObject({
    ...{ kind: 'plan', state: 'waiting', run, document: { relationTo: 'plans', value: plan } },
    title: expect.stringContaining('At the station'),
  })
  expect((await planOf('At the station')).plan).toBe(plan)
  expect(await people.listed('reviews', `where[documentKey][equals]=plans:${plan}`)).toHaveLength(1)
})

test('it is approved by a person, and waits again when somebody changes it', async () => {
  const { plan } = await planOf('At the market')
  const review = await reviewOf(plan)
  const { body } = await people.as.editor.post('/reviews/decide', [{ id: review?.id, decision: 'approved' }])
  expect(body.results).toMatchObject([{ isDecided: true }])
  expect(await reviewOf(plan)).toMatchObject({ state: 'approved' })
  const { content } = await people.read('plans', plan)
  await people.as.editor.patch(`/plans/${plan}`, { content: withMore(content) })
  expect(await reviewOf(plan)).toMatchObject({ state: 'waiting' })
})

test('resuming the run that waits for it approves it as it stands', async () => {
  const { body } = await people.request('lessons', { topic: 'At the bank', format: 'language', planFirst: true })
  const run = body.doc.id
  const worker = people.work()
  await waitFor('the run to wait', async () => {
    const { body: now } = await people.as.editor.get(`/generation-runs/${run}?depth=0`)
    return now.pausedFor === 'approval'
  })
  await worker.stop()
  const [waiting] = await people.listed('plans', `where[run][equals]=${run}`)
  expect(await reviewOf(waiting?.id ?? 0)).toMatchObject({ state: 'waiting' })
  await people.as.editor.post(`/generation-runs/${run}/resume`)
  const approved = await reviewOf(waiting?.id ?? 0)
  expect(approved).toMatchObject({ state: 'approved', how: 'opened' })
  expect(approved?.decidedBy).toBeTruthy()
  await finishRun(people, run)
  expect(await reviewOf(waiting?.id ?? 0)).toMatchObject({ state: 'approved' })
})

test('a proposal for a plan that a person edited can be decided on, and goes with the plan', async () => {
  const { plan } = await planOf('At the dentist')
  const { content } = await people.read('plans', plan)
  const changed = (content as { part?: string; rows?: object[] }[]).map((block) =>
    block.part === 'scenarios' ? { ...block, rows: block.rows?.slice(0, 1) } : block,
  )
  await people.as.editor.patch(`/plans/${plan}`, { content: changed })
  await people.make('regenerate', { targets: [{ relationTo: 'plans', value: plan }] })
  const [proposal] = await people.proposalsFor('plans', plan)
  expect(proposal?.changes.map(({ part }) => part)).toContain('scenarios')
  const { status } = await people.as.editor.post(`/proposals/${proposal?.id}/accept`, { parts: ['scenarios'] })
  expect(status).toBe(200)
  const now = (await people.read('plans', plan)).content as { part?: string; rows?: object[] }[]
  expect(now.find(({ part }) => part === 'scenarios')?.rows?.length).toBeGreaterThan(1)
  await people.as.editor.delete(`/plans/${plan}`)
  expect(await reviewOf(plan)).toBeUndefined()
})

test('plans from before get their row by a migration, once; what a person wrote in needs no approval', async () => {
  const [{ plan: first }, { plan: second }] = [await planOf('At the zoo'), await planOf('At the lake')]
  const { content } = await people.read('plans', second)
  await people.as.editor.patch(`/plans/${second}`, { content: withMore(content) })
  const keys = [`plans:${first}`, `plans:${second}`]
  await poolOf(people.payload).execute(sql`delete from reviews where document_key = any(${sql.param(keys)})`)
  expect(await inTransaction(people.payload, addMissingReviews)).toBe(2)
  expect(await inTransaction(people.payload, addMissingReviews)).toBe(0)
  expect(await reviewOf(first)).toMatchObject({ kind: 'plan', state: 'waiting' })
  expect(await reviewOf(second)).toMatchObject({ kind: 'plan', state: 'approved', how: 'edited' })
})
