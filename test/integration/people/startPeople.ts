import { answerTask } from '../../../demo/model/answerTask.js'
import type { OfflineRequest } from '../../../demo/model/startOfflineModel.js'
import type { CoursewrightOptions } from '../../../src/index.js'
import { finishRun } from '../api/helpers/finishRun.js'
import { type Api, startApi } from '../api/helpers/startApi.js'
import { addPositions } from '../helpers/addPositions.js'

export type Doc = Record<string, unknown> & { id: number }

export type People = Awaited<ReturnType<typeof startPeople>>

/** Real Payload with some positions and the offline model, what was asked of which is kept. */
export const startPeople = async (options: CoursewrightOptions = {}) => {
  const says: { answer: ((request: OfflineRequest) => unknown) | undefined } = { answer: undefined }
  const api: Api = await startApi({ options, model: { respond: (request) => says.answer?.(request) } })
  const { editor } = api.as
  await addPositions({ payload: api.payload, counts: { opening: 6, endgame: 6 } })
  const request = (kind: string, input: object) => editor.post('/generation-runs', { kind, input })
  /** The run when it has ended. */
  const make = async (kind: string, input: object) => {
    const { body } = await request(kind, input)
    if (!body.doc) throw new Error(JSON.stringify(body.errors))
    return finishRun(api, body.doc.id)
  }
  const listed = async (collection: string, where: string): Promise<Doc[]> =>
    (await editor.get(`/${collection}?${where}&draft=true&depth=0&limit=100&sort=id`)).body.docs
  return {
    ...api,
    says,
    request,
    make,
    listed,
    draftsOf: (collection: string, run: number | string) => listed(collection, `where[provenance.run][equals]=${run}`),
    read: async (collection: string, id: number): Promise<Doc> =>
      (await editor.get(`/${collection}/${id}?draft=true&depth=0`)).body as Doc,
    proposalsFor: (collection: string, id: number) =>
      listed('proposals', `where[targetKey][equals]=${collection}:${id}`) as Promise<Proposed[]>,
    /** Last messages to the model since so many requests. */
    asked: (since: number): Record<string, unknown>[] =>
      api.model
        .requests()
        .slice(since)
        .map(({ message }) => message ?? {}),
    calls: () => api.model.requests().length,
  }
}

interface Proposed extends Doc {
  status: string
  changes: { part: string; before: string; after: unknown }[]
}

/** What the offline model would write, with other words in every text. */
export const inOtherWords = (request: OfflineRequest): unknown => {
  const result = answerTask(request.message)
  if ('problem' in result) throw new Error(result.problem)
  const said = ['explanation', 'prompt', 'introduction', 'summary', 'description']
  return JSON.parse(JSON.stringify(result.answer), (name, value) =>
    typeof value === 'string' && said.includes(name) ? `${value} Said in other words, after a second thought.` : value,
  )
}
