import { afterAll, beforeAll, expect, test } from 'vitest'
import { finishRun } from '../api/helpers/finishRun.js'
import { requestRun } from '../api/helpers/requestRun.js'
import { type Api, startApi } from '../api/helpers/startApi.js'
import { addPositions } from '../helpers/addPositions.js'

let api: Api
let run: number
/** What the model was told to get right, and did not. */
let solutions: string[] = []

interface Task {
  items: { key: string; solution: string | { best: string } }[]
}

beforeAll(async () => {
  api = await startApi({
    model: {
      respond: ({ message }) => {
        const { items } = message as unknown as Task
        solutions.push(...items.map(({ solution }) => (typeof solution === 'string' ? solution : solution.best)))
        return {
          drills: items.map(({ key }) => ({
            key,
            prompt: 'What now?',
            choices: [],
            solution: 'Qxq9',
            explanation: 'So.',
            hints: ['Look.'],
          })),
        }
      },
    },
    options: { steps: { attempts: 1 } },
  })
  await addPositions({ payload: api.payload, counts: { opening: 6, endgame: 6 } })
  const input = { targetDrillCount: 2, phases: ['opening', 'endgame'], batchSize: 2, seed: 7 }
  run = (await requestRun(api.as.student, input)).id
  await finishRun(api, run)
  solutions = [...new Set(solutions)]
})
afterAll(() => api?.stop())

const path = () => `/generation-runs/${run}`

/** Of a run that has ended: all that is ever told of it. */
const eventsFor = async (actor: 'student' | 'teacher') => (await api.as[actor].request(`${path()}/events`)).text()

test('a reviewer reads why each drill is missing, with the facts it is about', async () => {
  const { body } = await api.as.teacher.get(path())
  expect(body.status).toBe('failed')
  expect(solutions.length).toBeGreaterThan(0)
  for (const solution of solutions) expect(JSON.stringify(body.gaps)).toContain(`\\"${solution}\\"`)
  expect(await eventsFor('teacher')).toContain('must be')
})

test('the learner who asked for them reads that they are missing, and no solution, wherever the run is told of', async () => {
  const rest = (await api.as.student.get(`${path()}?depth=2`)).body
  expect(rest).toMatchObject({
    error: '2 of 2 are missing. Teachers and editors see why.',
    gaps: [
      { step: 1, key: 'd01', reason: 'Teachers and editors see why.' },
      { step: 1, key: 'd02', reason: 'Teachers and editors see why.' },
    ],
  })
  const list = (await api.as.student.get('/generation-runs?depth=2')).body
  const graphql = (await api.as.student.graphql(`{ GenerationRun(id: ${run}) { error gaps status } }`)).body
  const controlled = (await api.as.student.post(`${path()}/retry`)).body
  await finishRun(api, run)
  const events = await eventsFor('student')
  expect(events).toContain('"error":"Teachers and editors see why."')
  for (const told of [rest, list, graphql, controlled, events]) {
    for (const solution of [...solutions, 'Qxq9']) expect(JSON.stringify(told)).not.toContain(`${solution}\\`)
    expect(JSON.stringify(told)).not.toContain('must be')
  }
})

test.each(['where[error][like]=must', 'where[gaps][equals]=1', 'sort=error', 'sort=-gaps'])(
  'a learner cannot find out by ?%s what the reasons hold',
  async (query) => {
    expect(await api.as.student.get(`/generation-runs?${query}`)).toMatchObject({
      status: 400,
      body: { errors: [{ data: { code: 'invalid_query' } }] },
    })
    expect((await api.as.teacher.get(`/generation-runs?${query}`)).status).toBe(200)
  },
)
