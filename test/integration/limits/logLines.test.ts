import { afterAll, beforeAll, expect, test, vi } from 'vitest'
import type { OfflineModelOptions } from '../../../demo/model/startOfflineModel.js'
import type { Worker } from '../../../src/index.js'
import { type Api, startApi } from '../api/helpers/startApi.js'
import { addPositions } from '../helpers/addPositions.js'
import { runEnded } from '../runs/helpers/runEnded.js'

let api: Api
let worker: Worker
let faults: OfflineModelOptions['faults']
let respond: OfflineModelOptions['respond']

beforeAll(async () => {
  api = await startApi({
    model: { respond: (request, call) => respond?.(request, call), faults: (request, call) => faults?.(request, call) },
  })
  worker = api.work()
})
afterAll(async () => {
  await worker?.stop()
  await api?.stop()
})

/** What was logged of a run while this went on, by level. */
const linesOf = async (work: () => Promise<number>) => {
  const levels = ['debug', 'info', 'warn', 'error'] as const
  const spies = levels.map((level) => vi.spyOn(api.payload.logger, level))
  try {
    const run = await work()
    return levels.flatMap((level, index) =>
      (spies[index]?.mock.calls ?? []).flatMap(([line]): Record<string, unknown>[] => {
        const told = line as unknown as Record<string, unknown>
        return told?.runId === run ? [{ level, ...told }] : []
      }),
    )
  } finally {
    for (const spy of spies) spy.mockRestore()
  }
}

const ended = async (kind: string, input: object) => {
  const { body } = await api.as.editor.post('/generation-runs', { kind, input })
  expect(body.errors).toBeUndefined()
  const { id } = body.doc
  expect((await runEnded(api, id)).run.status).toBe('completed')
  return id as number
}

test('each call to a model is one line of the log, good ones at level debug', async () => {
  await addPositions({ payload: api.payload, counts: { opening: 8 } })
  let calls = 0
  faults = () => {
    calls += 1
    return calls === 1 ? { status: 500 } : undefined
  }
  const lines = await linesOf(() => ended('drillSeries', { targetDrillCount: 4, batchSize: 4, phases: ['opening'] }))
  faults = undefined
  const of = {
    userKey: String(api.as.editor.id),
    feature: 'drillSeries/drills',
    provider: expect.any(String),
    items: 4,
  }
  expect(lines.filter(({ outcome }) => outcome)).toEqual([
    expect.objectContaining({ level: 'debug', outcome: 'ok', promptTokens: expect.any(Number), ...of }),
    expect.objectContaining({ level: 'info', outcome: 'unavailable', reason: expect.any(String), ...of }),
  ])
})

test('each event is a row with its user, role and level, and one line of the log', async () => {
  const input = { format: 'language', topic: 'At the harbour', subject: 'Italian' }
  await ended('lessons', input)
  const lines = await linesOf(() => ended('lessons', input))
  const told = lines.filter(({ event }) => event)
  expect(told).toEqual([
    expect.objectContaining({ level: 'info', event: 'plan-hit', userKey: String(api.as.editor.id), role: 'editor' }),
  ])
  const { docs } = await api.payload.find({
    ...{ collection: 'generation-logs', depth: 0 },
    where: { and: [{ type: { equals: 'event' } }, { run: { equals: told[0]?.runId } }] },
  })
  expect(docs).toMatchObject([{ user: api.as.editor.id, role: 'editor', level: 'info', step: told[0]?.stepId }])
})

test('an event that something went wrong is a warning, with the name of it', async () => {
  respond = ({ message }) => (message?.task === 'plan' ? {} : undefined)
  const lines = await linesOf(async () => {
    const { body } = await api.as.editor.post('/generation-runs', {
      kind: 'lessons',
      input: { format: 'language', topic: 'At the airport' },
    })
    await runEnded(api, body.doc.id)
    return body.doc.id
  })
  respond = undefined
  const failed = lines.filter(({ event }) => event === 'plan-failed')
  expect(failed).toEqual([expect.objectContaining({ level: 'warn', feature: 'lessons/plans/language' })])
  const { docs } = await api.payload.find({
    ...{ collection: 'generation-logs', depth: 0 },
    where: { and: [{ errorClass: { equals: 'plan-failed' } }, { run: { equals: failed[0]?.runId } }] },
  })
  expect(docs).toMatchObject([{ level: 'warn', feature: 'lessons/plans/language', subject: 'At the airport' }])
})
