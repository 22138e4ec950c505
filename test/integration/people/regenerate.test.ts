import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { answerTask } from '../../../demo/model/answerTask.js'
import type { OfflineRequest } from '../../../demo/model/startOfflineModel.js'
import { chess } from '../../../src/index.js'
import { finishRun } from '../api/helpers/finishRun.js'
import { requestRun } from '../api/helpers/requestRun.js'
import { type Api, startApi } from '../api/helpers/startApi.js'
import { addPositions } from '../helpers/addPositions.js'
import { onOneConnection } from '../helpers/onOneConnection.js'

type Doc = Record<string, unknown> & { id: number }

let api: Api
let respond: ((request: OfflineRequest) => unknown) | undefined

beforeAll(async () => {
  api = await startApi({ model: { respond: (request) => respond?.(request) } })
  await addPositions({ payload: api.payload, counts: { opening: 6, endgame: 6 } })
})
afterAll(() => api?.stop())

const draftsOf = async (collection: 'drills' | 'lessons' | 'sections', run: number): Promise<Doc[]> => {
  const where = { 'provenance.run': { equals: run } }
  const { docs } = await api.payload.find({ collection, where, draft: true, depth: 0, sort: 'id' })
  return docs as unknown as Doc[]
}

const read = async (collection: string, id: number): Promise<Doc> =>
  (await api.as.editor.get(`/${collection}/${id}?draft=true&depth=0`)).body as Doc

const regenerate = async (targets: object[], more: object = {}) => {
  const { status, body } = await api.as.editor.post('/generation-runs', {
    kind: 'regenerate',
    input: { targets, ...more },
  })
  if (status !== 201) return { status, body, run: undefined }
  return { status, body, run: await finishRun(api, body.doc.id) }
}

const made = async (kind: string, input: object): Promise<number> => {
  const { body } = await api.as.editor.post('/generation-runs', { kind, input })
  await finishRun(api, body.doc.id)
  return body.doc.id
}

const withoutId = ({ id: _, ...row }: { id?: string }) => row

/** What the offline model would write, with other words in every text. */
const inOtherWords = (request: OfflineRequest): unknown => {
  const result = answerTask(request.message)
  if ('problem' in result) throw new Error(result.problem)
  return JSON.parse(JSON.stringify(result.answer), (name, value) =>
    typeof value === 'string' && ['explanation', 'prompt', 'introduction', 'summary'].includes(name)
      ? `${value} Said in other words, after a second thought.`
      : value,
  )
}

describe('a drill', () => {
  test('is written anew where no person changed it, keeps its id, and waits for review again', async () => {
    const run = (await requestRun(api.as.editor)).id
    await finishRun(api, run)
    const [drill] = await draftsOf('drills', run)
    respond = inOtherWords
    const { run: again = {} } = await regenerate([{ relationTo: 'drills', value: drill?.id }])
    respond = undefined
    expect(again).toMatchObject({ status: 'completed', progress: { requested: 1, generated: 1 } })
    expect(again.target).toEqual({ relationTo: 'drills', value: drill?.id })
    const now = await read('drills', drill?.id ?? 0)
    expect(now.prompt).toContain('after a second thought')
    expect(now.position).toBe(drill?.position)
    const { body } = await api.as.editor.get(`/reviews?where[documentKey][equals]=drills:${drill?.id}&depth=0`)
    expect(body.docs[0]).toMatchObject({ state: 'waiting', run: again.id })
  })

  test('has its choices in the order of the run that made it, as its check mark says', async () => {
    const run = (await requestRun(api.as.editor)).id
    await finishRun(api, run)
    const drills = await draftsOf('drills', run)
    expect(drills.length).toBeGreaterThan(2)
    for (const { checks } of drills) expect(checks).toContain('choice-order')
    await regenerate(drills.map(({ id }) => ({ relationTo: 'drills', value: id })))
    const now = await draftsOf('drills', run)
    expect(now.map(({ checks }) => (checks as string[]).includes('choice-order'))).toEqual(drills.map(() => true))
  })

  test('keeps the words of a person: what differs is a proposal', async () => {
    const run = (await requestRun(api.as.editor)).id
    await finishRun(api, run)
    const [drill] = await draftsOf('drills', run)
    await api.as.editor.patch(`/drills/${drill?.id}?draft=true`, { prompt: 'My own task.', _status: 'draft' })
    respond = inOtherWords
    await regenerate([{ relationTo: 'drills', value: drill?.id }])
    respond = undefined
    const now = await read('drills', drill?.id ?? 0)
    expect(now.prompt).toBe('My own task.')
    expect(JSON.stringify(now.explanation)).toContain('after a second thought')
    const { body } = await api.as.editor.get(`/proposals?where[targetKey][equals]=drills:${drill?.id}&depth=0`)
    expect(body.docs).toHaveLength(1)
    expect(body.docs[0].changes.map(({ part }: { part: string }) => part)).toEqual(['prompt'])
  })

  test('has a review with its flags as they are: once its position is corrected, it is written anew, or a person changes it', async () => {
    const run = (await requestRun(api.as.editor)).id
    await finishRun(api, run)
    const [drill] = await draftsOf('drills', run)
    if (!drill) throw new Error('The run made no drill.')
    const { prompt, solution, position } = drill
    const choices = (drill.choices as { text: string; correct: boolean }[]).map(({ text, correct }) => ({
      text,
      correct,
    }))
    const flagsOf = async () => {
      const { body } = await api.as.editor.get(`/reviews?where[documentKey][equals]=drills:${drill.id}&depth=0`)
      const { flags } = await read('drills', drill.id)
      return { ofDrill: flags, ofReview: body.docs[0].flags, isWhole: body.docs[0].score === 1 }
    }
    const clean = { ofDrill: [], ofReview: [], isWhole: true }
    const flagged = { ofDrill: ['near-duplicate'], ofReview: ['near-duplicate'], isWhole: false }
    const twin = await api.as.editor.post('/drills', { prompt, solution, choices, position, _status: 'published' })
    expect(twin.body.errors).toBeUndefined()
    const { best } = (await api.as.editor.get(`/positions/${position}?depth=0`)).body.solution
    expect(await flagsOf()).toEqual(clean)
    await api.as.editor.patch(`/positions/${position}`, { solution: { best, line: best } })
    expect(await flagsOf()).toEqual(flagged)
    respond = inOtherWords
    await regenerate([{ relationTo: 'drills', value: drill.id }])
    respond = undefined
    expect(await flagsOf()).toEqual(clean)
    await api.as.editor.patch(`/drills/${drill.id}?draft=true`, { prompt, _status: 'draft' })
    expect(await flagsOf()).toEqual(flagged)
  })

  test('is shown to the model as it stands now, with what is asked for', async () => {
    const run = (await requestRun(api.as.editor)).id
    await finishRun(api, run)
    const [drill] = await draftsOf('drills', run)
    if (!drill) throw new Error('The run made no drill.')
    await api.as.editor.patch(`/drills/${drill.id}?draft=true`, { prompt: 'My own task.', _status: 'draft' })
    let sent: Record<string, unknown> = {}
    respond = (request) => {
      sent = request.message ?? {}
      return undefined
    }
    const feedback = 'Shorten the second hint.'
    await regenerate([{ relationTo: 'drills', value: drill.id, parts: ['hints'], feedback }])
    respond = undefined
    const texts = (rows: unknown) => (rows as { text: string }[]).map(({ text }) => text)
    expect(sent.revision).toEqual({
      current: {
        prompt: 'My own task.',
        choices: (drill.choices as object[]).map((choice) => expect.objectContaining(withoutId(choice))),
        solution: drill.solution,
        explanation: expect.stringContaining(String(drill.solution)),
        hints: texts(drill.hints),
      },
      parts: ['hints'],
      feedback,
    })
  })

  test('that comes out as it was, though somebody asked for more, is asked for again, and is a gap in the end', async () => {
    const run = (await requestRun(api.as.editor)).id
    await finishRun(api, run)
    const [drill] = await draftsOf('drills', run)
    const target = { relationTo: 'drills', value: drill?.id, parts: ['prompt'], feedback: 'Say more.' }
    // Without the feedback, the built-in model writes the same again.
    const asItWas = ({ message }: OfflineRequest): unknown => {
      const result = answerTask({ ...message, revision: undefined })
      if ('problem' in result) throw new Error(result.problem)
      return result.answer
    }
    respond = asItWas
    const { run: again = {} } = await regenerate([target])
    expect(again).toMatchObject({ status: 'failed', progress: { requested: 1, generated: 0, failed: 1 } })
    expect(JSON.stringify(again)).toContain('it came out as it was')

    const sent: Record<string, unknown>[] = []
    respond = (request) => {
      sent.push(request.message ?? {})
      return sent.length === 1 ? asItWas(request) : inOtherWords(request)
    }
    const { run: better = {} } = await regenerate([target])
    respond = undefined
    expect(better.status).toBe('completed')
    expect(JSON.stringify(sent[1]?.problems)).toContain('do what feedback says')
    const { body } = await api.as.editor.get(`/proposals?where[run][equals]=${better.id}&depth=0`)
    expect(body.docs).toHaveLength(1)
  })
})

describe('a lesson', () => {
  test('has one part written anew with feedback, as a proposal, while the others stay as they are', async () => {
    const run = await made('lessons', { topic: 'Opposition', count: 1 })
    const [lesson] = await draftsOf('lessons', run)
    const sent: Record<string, unknown>[] = []
    respond = (request) => {
      sent.push(request.message ?? {})
      return inOtherWords(request)
    }
    const target = {
      relationTo: 'lessons',
      value: lesson?.id,
      parts: ['introduction'],
      feedback: 'Begin with a story.',
    }
    const { run: again = {} } = await regenerate([target])
    respond = undefined
    expect(again.status).toBe('completed')
    expect(sent[0]).toMatchObject({ task: 'section', revision: { feedback: 'Begin with a story.' } })
    expect(sent[0]?.parts).toEqual([expect.objectContaining({ name: 'introduction' })])
    const now = await read('lessons', lesson?.id ?? 0)
    expect(now.content).toEqual(lesson?.content)
    const { body } = await api.as.editor.get(`/proposals?where[targetKey][equals]=lessons:${lesson?.id}&depth=0`)
    const accepted = await api.as.editor.post(`/proposals/${body.docs[0].id}/accept`, { parts: ['introduction'] })
    expect(accepted.body.doc.status).toBe('accepted')
    const after = await read('lessons', lesson?.id ?? 0)
    expect(JSON.stringify(after.content)).toContain('after a second thought')
    const ids = (doc: Doc) => (doc.content as { id: string }[]).map(({ id }) => id)
    expect(ids(after)).toEqual(ids(lesson ?? after))
  })

  test('in sections has one of them written anew, by one call and none for its plan', async () => {
    const run = await made('lessons', { topic: 'At the station', format: 'language' })
    const sections = await draftsOf('sections', run)
    const before = api.model.requests().length
    respond = inOtherWords
    // It is written from another section and a plan, which are read, and saved, without a second connection.
    const target = { relationTo: 'sections', value: sections[1]?.id }
    const { run: again = {} } = await onOneConnection(api.payload, () => regenerate([target]))
    respond = undefined
    expect(again.status).toBe('completed')
    expect(api.model.requests().length - before).toBe(1)
    const others = await draftsOf('sections', run)
    expect(others.filter((_, index) => index !== 1).map(({ updatedAt }) => updatedAt)).toEqual(
      sections.filter((_, index) => index !== 1).map(({ updatedAt }) => updatedAt),
    )
  })
})

test('boards written anew say what holds in the library when they are saved, whatever stood there when they were asked for', async () => {
  const run = await made('lessons', { topic: 'Endings', count: 1, game: 'chess', positions: 1 })
  const [lesson] = await draftsOf('lessons', run)
  if (!lesson) throw new Error('No lesson was made.')
  const boardsOf = ({ content }: Doc) =>
    (content as { part: string; rows: { position: number }[] }[]).find(({ part }) => part === 'boards')?.rows ?? []
  const position = boardsOf(lesson)[0]?.position ?? 0
  const told: unknown[] = []
  respond = async ({ message }) => {
    const { problems = [], positions } = message ?? {}
    const [sent] = positions as { key: string; notation: string; solution: string }[]
    told.push(problems)
    if (told.length === 1) {
      const data = { notation: '8/8/8/4k3/8/8/4P3/4K3 w - - 0 1', solution: { best: 'Kd2' } }
      await api.payload.update({ collection: 'positions', id: position, data })
    }
    // A move of a pawn may be the name of a square, too, of whichever position was drawn.
    const knight = chess.legalMoves(sent?.notation ?? '').find((one) => one.startsWith('N'))
    return { boards: [{ position: sent?.key, caption: `${knight ?? sent?.solution} comes first.` }] }
  }
  const target = { relationTo: 'lessons', value: lesson.id, parts: ['boards'] }
  const { run: again = {} } = await regenerate([target])
  respond = undefined
  expect(told).toEqual([[], [{ path: '', problem: expect.stringMatching(/^boards\[0\]\.caption: /) }]])
  expect(again.status).toBe('completed')
  expect(boardsOf(await read('lessons', lesson.id))).toMatchObject([{ position, caption: 'Kd2 comes first.' }])
})

describe('a request that cannot work is refused before anything is spent', () => {
  test.each([
    ['an unknown collection', [{ relationTo: 'users', value: 1 }], 'invalid_input'],
    ['a document that is not there', [{ relationTo: 'drills', value: 999_999 }], 'unknown_document'],
    ['feedback of a megabyte', [{ relationTo: 'drills', value: 1, feedback: 'x'.repeat(1_000_000) }], 'invalid_input'],
    ['no document at all', [], 'invalid_input'],
  ])('%s', async (_, targets, code) => {
    const { status, body } = await regenerate(targets)
    expect([status, body.errors?.[0]?.data?.code]).toEqual([400, code])
  })

  test('a part that the document does not have', async () => {
    const run = (await requestRun(api.as.editor)).id
    await finishRun(api, run)
    const [drill] = await draftsOf('drills', run)
    const { status, body } = await regenerate([{ relationTo: 'drills', value: drill?.id, parts: ['quiz'] }])
    expect([status, body.errors[0].message]).toEqual([400, expect.stringContaining('it has prompt, choices')])
  })

  test('a student', async () => {
    const { status } = await api.as.student.post('/generation-runs', { kind: 'regenerate', input: { targets: [] } })
    expect(status).toBe(403)
  })
})
