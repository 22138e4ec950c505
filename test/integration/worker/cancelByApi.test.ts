import { afterAll, afterEach, beforeAll, expect, test } from 'vitest'
import type { Worker } from '../../../src/index.js'
import { waitFor } from '../../shared/waitFor.js'
import { requestRun } from '../api/helpers/requestRun.js'
import { type Api, startApi } from '../api/helpers/startApi.js'
import { addPositions } from '../helpers/addPositions.js'
import { type ModelServer, startModelServer } from '../model/servers/startModelServer.js'

let server: ModelServer
let api: Api
let worker: Worker | undefined

beforeAll(async () => {
  server = await startModelServer()
  // Answers never come.
  server.answer(() => undefined)
  api = await startApi({
    options: { model: { providers: [{ name: 'Acme', baseURL: server.baseURL, complex: 'big-1' }] } },
  })
  await addPositions({ payload: api.payload, counts: { opening: 12, endgame: 12 } })
})
afterAll(async () => {
  await api?.stop()
  await server?.stop()
})
afterEach(async () => {
  await worker?.stop()
  worker = undefined
})

const doors = {
  REST: async (id: number) => {
    const { status, body } = await api.as.student.post(`/generation-runs/${id}/cancel`)
    expect(status).toBe(200)
    return body.doc
  },
  GraphQL: async (id: number) => {
    const { body } = await api.as.student.graphql(`mutation { run: cancelGenerationRun(id: "${id}") { id status } }`)
    return body.data.run
  },
}

test.each(Object.entries(doors))(
  'cancelling over %s closes the open calls of a run within two seconds',
  async (_, cancel) => {
    const { id } = await requestRun(api.as.student)
    worker = api.work()
    await waitFor('both calls', () => server.open() === 2)
    expect(await cancel(id)).toMatchObject({ id, status: 'cancelled' })
    await waitFor('the calls to be closed', () => server.open() === 0, { deadlineMs: 2000, everyMs: 10 })
    const { body } = await api.as.student.get(`/generation-runs/${id}`)
    expect(body).toMatchObject({ status: 'cancelled', progress: { generated: 0 } })
  },
)
