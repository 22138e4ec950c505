import { sql } from '@payloadcms/db-postgres/drizzle'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { poolOf } from '../../../src/database/adapter.js'
import { inTransaction } from '../../../src/database/transactions.js'
import { rewriteDraft } from '../../../src/drafts/rewriteDraft.js'
import { markdownToRichText } from '../../../src/generators/richText.js'
import { settingsOf } from '../../../src/options/Settings.js'
import { type Doc, type People, startPeople } from './startPeople.js'

let people: People
let run: number
let drills: Doc[]

beforeAll(async () => {
  people = await startPeople()
  run = (await people.make('drillSeries', { targetDrillCount: 6, phases: ['opening'] })).id
  drills = await people.draftsOf('drills', run)
})
afterAll(() => people?.stop())

/** A drill with a prompt of a person's, and what a run proposes in place of it. */
const proposed = async (index: number): Promise<{ drill: number; proposal: number }> => {
  const drill = drills[index]?.id ?? 0
  await people.as.editor.patch(`/drills/${drill}?draft=true`, { prompt: 'Words of a person.', _status: 'draft' })
  const rewritten = await inTransaction(people.payload, (req) =>
    rewriteDraft({
      ...{ settings: settingsOf(people.payload), req, name: 'drills', id: drill, run, promptVersion: 'test' },
      made: { model: 'm', provider: 'p' },
      propose: true,
      // An explanation that was accepted before is none to propose again.
      valuesOf: () => ({
        prompt: 'Words of a run.',
        explanation: markdownToRichText(`Explanation ${crypto.randomUUID()}`),
      }),
    }),
  )
  return { drill, proposal: Number(rewritten?.proposal) }
}

const accept = (proposal: number, body: object = {}, as = people.as.editor) =>
  as.post(`/proposals/${proposal}/accept`, body)

const outcomeOf = ({ status, body }: { status: number; body: { errors?: { data?: { code?: string } }[] } }) => [
  status,
  body.errors?.[0]?.data?.code,
]

test('of two people who accept one proposal at once one does, and the other is told', async () => {
  const { drill, proposal } = await proposed(0)
  const versions = async () => (await people.listed('drills/versions', `where[parent][equals]=${drill}`)).length
  const before = await versions()
  const answers = await Promise.all([accept(proposal), accept(proposal, {}, people.as.teacher)])
  expect(answers.map(outcomeOf).toSorted()).toEqual([
    [200, undefined],
    [409, 'proposal_decided'],
  ])
  expect(await versions()).toBe(before + 1)
  expect(await people.read('drills', drill)).toMatchObject({ prompt: 'Words of a run.' })
})

test('of two who accept and reject one at once one does, and the other is told', async () => {
  const { drill, proposal } = await proposed(1)
  const [accepted, rejected] = await Promise.all([
    accept(proposal),
    people.as.teacher.post(`/proposals/${proposal}/reject`, { reason: 'No.' }),
  ])
  const outcomes = [outcomeOf(accepted), outcomeOf(rejected)]
  expect(outcomes.toSorted()).toEqual([
    [200, undefined],
    [409, 'proposal_decided'],
  ])
  const { prompt } = await people.read('drills', drill)
  expect(prompt).toBe(accepted.status === 200 ? 'Words of a run.' : 'Words of a person.')
})

test('a part that has changed since is refused with the diff as it is now, and the others can be accepted', async () => {
  const { drill, proposal } = await proposed(2)
  await people.as.editor.patch(`/drills/${drill}?draft=true`, { prompt: 'Newer words.', _status: 'draft' })
  const refused = await accept(proposal)
  expect(outcomeOf(refused)).toEqual([409, 'changed_since'])
  expect(refused.body.errors[0].data.diff).toMatchObject([
    { part: 'prompt', now: 'Newer words.', proposed: 'Words of a run.', isChanged: true },
    { part: 'explanation', isChanged: false },
  ])
  expect(await people.read('drills', drill)).toMatchObject({ prompt: 'Newer words.' })
  const one = await accept(proposal, { parts: ['explanation'] })
  expect(one.body.doc).toMatchObject({ status: 'open', accepted: ['explanation'] })
  expect(await people.read('drills', drill)).toMatchObject({ prompt: 'Newer words.' })
  // What can never be accepted any more can be refused; then nothing is left.
  const rest = await people.as.editor.post(`/proposals/${proposal}/reject`, { parts: ['prompt'] })
  expect(rest.body.doc).toMatchObject({ status: 'partly', accepted: ['explanation'], refused: ['prompt'] })
  expect(outcomeOf(await accept(proposal))).toEqual([409, 'proposal_decided'])
})

const reviewOf = async (proposal: number) =>
  (await people.listed('reviews', `where[documentKey][equals]=proposals:${proposal}`))[0]

test('a proposal that is deleted takes its review with it', async () => {
  const { proposal } = await proposed(3)
  expect(await reviewOf(proposal)).toMatchObject({ state: 'waiting' })
  expect((await people.as.admin.delete(`/proposals/${proposal}`)).status).toBe(200)
  expect(await reviewOf(proposal)).toBeUndefined()
})

test('what was to be reviewed of a proposal that is gone cannot be approved, and can be put aside', async () => {
  const { proposal } = await proposed(3)
  const { id } = (await reviewOf(proposal)) ?? {}
  // As before reviews went with their proposals.
  await poolOf(people.payload).execute(sql`delete from proposals where id = ${proposal}`)
  const decide = async (decision: string) =>
    (await people.as.editor.post('/reviews/decide', [{ id, decision }])).body.results
  expect(await decide('approved')).toMatchObject([{ isDecided: false, error: { data: { code: 'document_deleted' } } }])
  expect(await decide('rejected')).toMatchObject([{ isDecided: true, state: 'rejected' }])
  expect(await reviewOf(proposal)).toMatchObject({ state: 'rejected' })
})

test.each([
  ['bulk', 'ai-generated'],
  ['opened', 'ai-assisted'],
])('a proposal that is accepted %s is recorded so, and learners are told: %s', async (how, aiDisclosure) => {
  const { drill, proposal } = await proposed(1)
  const { id } = (await reviewOf(proposal)) ?? {}
  await people.as.editor.post('/reviews/decide', [{ id, decision: 'approved', how }])
  expect(await reviewOf(proposal)).toMatchObject({ state: 'approved', how })
  expect(await people.read('drills', drill)).toMatchObject({ prompt: 'Words of a run.', aiDisclosure })
})

test('a proposal that is accepted in part stays open for its other parts, one after the other', async () => {
  const { drill, proposal } = await proposed(2)
  const first = await accept(proposal, { parts: ['prompt'] })
  expect(first.body).toMatchObject({ doc: { status: 'open', accepted: ['prompt'] } })
  expect(await people.read('drills', drill)).toMatchObject({ prompt: 'Words of a run.' })
  expect(await reviewOf(proposal)).toMatchObject({ state: 'waiting' })
  const { diff } = (await people.as.editor.get(`/proposals/${proposal}/diff`)).body
  expect(diff).toMatchObject([{ part: 'explanation', isChanged: false }])
  const again = await accept(proposal, { parts: ['prompt'] })
  expect(outcomeOf(again)).toEqual([409, 'part_decided'])
  expect(again.body.errors[0].data.parts).toEqual(['explanation'])
  const last = await accept(proposal)
  expect(last.body.doc).toMatchObject({ status: 'accepted', accepted: ['prompt', 'explanation'] })
  expect(await reviewOf(proposal)).toMatchObject({ state: 'approved' })
  expect(JSON.stringify((await people.read('drills', drill)).explanation)).toContain('Explanation ')
})

test('parts are refused one by one, too, and why is kept until all of them are', async () => {
  const { drill, proposal } = await proposed(3)
  const reject = (body: object) => people.as.editor.post(`/proposals/${proposal}/reject`, body)
  const first = await reject({ parts: ['prompt'], reason: 'It names the move.' })
  expect(first.body.doc).toMatchObject({ status: 'open', refused: ['prompt'] })
  expect(outcomeOf(await reject({ parts: ['prompt'] }))).toEqual([409, 'part_decided'])
  expect(outcomeOf(await accept(proposal, { parts: ['prompt'] }))).toEqual([409, 'part_decided'])
  const last = await reject({})
  expect(last.body.doc).toMatchObject({ status: 'rejected', refused: ['prompt', 'explanation'] })
  expect(await reviewOf(proposal)).toMatchObject({ state: 'rejected', note: 'It names the move.' })
  expect(await people.read('drills', drill)).toMatchObject({ prompt: 'Words of a person.' })
})

const propose = (drill: number, values: Record<string, unknown>) =>
  inTransaction(people.payload, (req) =>
    rewriteDraft({
      ...{ settings: settingsOf(people.payload), req, name: 'drills', id: drill, run, promptVersion: 'test' },
      ...{ made: { model: 'm', provider: 'p' }, propose: true, valuesOf: () => values },
    }),
  )

test('a later run ends a proposal for parts that are open in it, and not for those that were accepted', async () => {
  const { drill, proposal } = await proposed(2)
  await accept(proposal, { parts: ['explanation'] })
  const statusOf = async () => (await people.as.editor.get(`/proposals/${proposal}?depth=0`)).body.status
  await propose(drill, { explanation: markdownToRichText('A third explanation.') })
  expect(await statusOf()).toBe('open')
  await propose(drill, { prompt: 'A third prompt.' })
  expect(await statusOf()).toBe('superseded')
})

test('a later run for one of its open parts leaves a proposal open for the others', async () => {
  const { drill, proposal } = await proposed(2)
  await propose(drill, { prompt: 'A fourth prompt.' })
  const { body } = await people.as.editor.get(`/proposals/${proposal}?depth=0`)
  expect(body).toMatchObject({ status: 'open', superseded: ['prompt'], accepted: [], refused: [] })
  expect(await reviewOf(proposal)).toMatchObject({ state: 'waiting', reason: null })
  const { diff } = (await people.as.editor.get(`/proposals/${proposal}/diff`)).body
  expect(diff).toMatchObject([{ part: 'explanation', isChanged: false }])
  expect(outcomeOf(await accept(proposal, { parts: ['prompt'] }))).toEqual([409, 'part_decided'])
  expect((await accept(proposal)).body.doc).toMatchObject({ status: 'accepted', accepted: ['explanation'] })
  expect(await people.read('drills', drill)).toMatchObject({ prompt: 'Words of a person.' })
})

test('a proposal ends when later runs have taken its parts one by one', async () => {
  const { drill, proposal } = await proposed(2)
  await propose(drill, { prompt: 'A fifth prompt.' })
  await propose(drill, { explanation: markdownToRichText('A fifth explanation.') })
  const { body } = await people.as.editor.get(`/proposals/${proposal}?depth=0`)
  expect(body).toMatchObject({ status: 'superseded', superseded: ['prompt', 'explanation'] })
  expect(await reviewOf(proposal)).toMatchObject({ state: 'rejected', reason: 'superseded' })
})

test('a person who saves while another one accepts is never overwritten', async () => {
  const { drill, proposal } = await proposed(3)
  const [accepted] = await Promise.all([
    accept(proposal, { parts: ['prompt'] }),
    people.as.teacher.patch(`/drills/${drill}?draft=true`, { prompt: 'At the same moment.', _status: 'draft' }),
  ])
  expect(['200,', '409,changed_since']).toContain(outcomeOf(accepted).join(','))
  expect(await people.read('drills', drill)).toMatchObject({ prompt: 'At the same moment.' })
})

test('proposals for a document that was deleted are closed, and say so', async () => {
  const { drill, proposal } = await proposed(4)
  await people.as.editor.delete(`/drills/${drill}`)
  expect(outcomeOf(await accept(proposal))).toEqual([409, 'proposal_decided'])
  const { body } = await people.as.editor.get(`/proposals/${proposal}?depth=0`)
  expect(body).toMatchObject({ status: 'superseded' })
  expect((await people.as.editor.get(`/proposals/${proposal}/diff`)).body).toEqual({ diff: [] })
  const [review] = await people.listed('reviews', `where[documentKey][equals]=proposals:${proposal}`)
  expect(review?.state).toBe('rejected')
})

test.each([
  ['a part that is not proposed', { parts: ['hints'] }, 400, 'unknown_part'],
  ['no part at all', { parts: [] }, 400, 'invalid_input'],
  ['parts that are no list', { parts: 'prompt' }, 400, 'invalid_input'],
  ['what is no field', { all: true }, 400, 'invalid_input'],
])('accepting %s is refused, and the proposal stays open', async (_, body, status, code) => {
  const { proposal } = await proposed(5)
  expect(outcomeOf(await accept(proposal, body))).toEqual([status, code])
  expect((await people.as.editor.get(`/proposals/${proposal}?depth=0`)).body.status).toBe('open')
})

test.each([
  ['a student', 'student', 403],
  ['a visitor', 'visitor', 401],
] as const)('%s decides nothing and reads nothing', async (_, actor, status) => {
  const { proposal } = await proposed(5)
  const as = people.as[actor]
  expect((await accept(proposal, {}, as)).status).toBe(status)
  expect((await as.post(`/proposals/${proposal}/reject`, {})).status).toBe(status)
  expect((await as.get(`/proposals/${proposal}/diff`)).status).toBe(status)
  expect((await as.get(`/proposals/${proposal}`)).status).toBe(403)
})

test('GraphQL accepts and rejects as REST does, and says why it does not', async () => {
  const { proposal: first } = await proposed(2)
  const accept = `mutation ($id: String!) { acceptProposal(id: $id, parts: ["prompt"]) { id status accepted } }`
  const accepted = await people.as.editor.graphql(accept, { id: String(first) })
  expect(accepted.body.data.acceptProposal).toMatchObject({ id: first, accepted: ['prompt'] })
  const again = await people.as.editor.graphql(accept, { id: String(first) })
  expect(again.body.errors[0].extensions).toMatchObject({ statusCode: 409, data: { code: 'part_decided' } })
  const { proposal: second } = await proposed(3)
  const reject = `mutation ($id: String!) { rejectProposal(id: $id, reason: "No.") { status reason } }`
  const refused = await people.as.student.graphql(reject, { id: String(second) })
  expect(refused.body.errors[0].extensions.statusCode).toBe(403)
  const rejected = await people.as.editor.graphql(reject, { id: String(second) })
  expect(rejected.body.data.rejectProposal).toEqual({ status: 'rejected', reason: 'No.' })
})

test('feedback of a megabyte is refused before anything is stored or spent', async () => {
  const before = [await people.traces(), people.calls()]
  for (const feedback of ['x'.repeat(1_000_000), 'x'.repeat(4001)]) {
    const { status, body } = await people.request('regenerate', {
      targets: [{ relationTo: 'drills', value: drills[5]?.id, feedback }],
    })
    expect([status, body.errors[0].data.issues[0].path]).toEqual([400, 'targets.0.feedback'])
    expect(JSON.stringify(body).length).toBeLessThan(2000)
  }
  expect([await people.traces(), people.calls()]).toEqual(before)
})
