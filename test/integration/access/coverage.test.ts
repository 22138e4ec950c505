import { type CollectionConfig, createLocalReq, type Payload, type PayloadRequest, type Where } from 'payload'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { readCoverage } from '../../../src/figures/readCoverage.js'
import { settingsOf } from '../../../src/options/Settings.js'
import { addPositions } from '../helpers/addPositions.js'
import { startTestPayload, type TestPayload } from '../helpers/startTestPayload.js'

/** What everybody may read of positions and lessons. */
let readable: boolean | Where = true

const bySchool = ({ defaultCollection }: { defaultCollection: CollectionConfig }): CollectionConfig => ({
  ...defaultCollection,
  fields: [...defaultCollection.fields, { name: 'school', type: 'text' }],
  access: { ...defaultCollection.access, read: () => readable },
})

let host: TestPayload
let payload: Payload

beforeAll(async () => {
  host = await startTestPayload({ options: { collectionOverrides: { positions: bySchool, lessons: bySchool } } })
  payload = host.payload
  await addPositions({ payload, counts: { opening: 3, endgame: 2 } })
  const { docs } = await payload.find({ collection: 'positions', where: { phase: { equals: 'opening' } }, limit: 2 })
  for (const { id } of docs) await payload.update({ collection: 'positions', id, data: { school: 'A' } as never })
  const objectives = ['Pins', 'Forks', 'Skewers'].map((statement) => ({ statement }))
  const curriculum = await payload.create({
    collection: 'curricula',
    data: { subject: 'Chess', gradeLevel: 'Club', objectives } as never,
  })
  const lessons = { Pins: 'A', Forks: 'B' }
  for (const [objective, school] of Object.entries(lessons)) {
    const data = { title: objective, language: 'en', curriculum: curriculum.id, objective, school, _status: 'draft' }
    await payload.create({ collection: 'lessons', draft: true, data: data as never })
  }
})
afterAll(() => host?.stop())

const coverage = async (may: boolean | Where) => {
  readable = may
  const user = { id: 1, collection: 'users', role: 'teacher' } as unknown as PayloadRequest['user']
  const req = await createLocalReq({ user: user ?? undefined }, payload)
  const { positions, curricula } = await readCoverage(settingsOf(payload), req)
  return {
    positions: positions.map(({ phase, without }) => [phase, without]),
    without: curricula.flatMap(({ without }) => without),
  }
}

test('what is told of the library is told of what its reader may read', async () => {
  expect(await coverage(true)).toEqual({
    positions: [
      ['opening', 3],
      ['endgame', 2],
    ],
    without: ['Skewers'],
  })
  expect(await coverage({ school: { equals: 'A' } })).toEqual({
    positions: [['opening', 2]],
    without: ['Forks', 'Skewers'],
  })
  expect(await coverage(false)).toEqual({ positions: [], without: [] })
})
