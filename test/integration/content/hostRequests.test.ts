import { de } from '@payloadcms/translations/languages/de'
import { en } from '@payloadcms/translations/languages/en'
import type { CollectionConfig, PayloadRequest } from 'payload'
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import { finishRun } from '../api/helpers/finishRun.js'
import { requestRun } from '../api/helpers/requestRun.js'
import { type Api, startApi } from '../api/helpers/startApi.js'
import { addPositions } from '../helpers/addPositions.js'
import { lessonOf } from './lessonOf.js'

type Override = (args: { defaultCollection: CollectionConfig }) => CollectionConfig

/** What hooks of the host saw of the requests that saved something. */
const seen: object[] = []
const seenOf = ({ locale, i18n, headers }: PayloadRequest) => ({
  ...{ locale, language: i18n.language, tenant: headers.get('x-tenant') },
})

const noting: Override = ({ defaultCollection }) => ({
  ...defaultCollection,
  fields: [...defaultCollection.fields, { name: 'owner', type: 'text', required: true }],
  hooks: {
    ...defaultCollection.hooks,
    beforeChange: [
      ...(defaultCollection.hooks?.beforeChange ?? []),
      ({ req, operation }) => void (operation === 'update' && seen.push(seenOf(req))),
    ],
  },
})

let api: Api
let lesson: number
let review: number

beforeAll(async () => {
  api = await startApi({
    config: {
      localization: { locales: ['en', 'de'], defaultLocale: 'en' },
      i18n: { supportedLanguages: { en, de } },
    },
    options: { collectionOverrides: { lessons: noting, courses: noting, drills: noting } },
  })
  await addPositions({ payload: api.payload, counts: { opening: 6, endgame: 6 } })
  await finishRun(api, (await requestRun(api.as.editor)).id)
  const { docs } = (await api.as.editor.get('/positions?limit=1')).body
  const made = await api.payload.create({
    collection: 'lessons',
    data: { ...lessonOf(docs[0].id), _status: 'draft' },
    draft: true,
  })
  lesson = Number(made.id)
  review = (await api.as.editor.get('/reviews/queue?kind=drill')).body.rows[0].id
})
beforeEach(() => {
  seen.length = 0
})
afterAll(() => api?.stop())

const inGerman = { locale: 'de', language: 'de', tenant: 'north' }
const send = (path: string, body: string, method = 'POST', type = 'application/json') =>
  api.as.editor.request(`${path}?locale=de`, {
    ...{ method, body },
    headers: { 'Content-Type': type, 'Accept-Language': 'de', 'x-tenant': 'north' },
  })

test('why something cannot be published is said in the language of whoever asks', async () => {
  const asked = JSON.stringify({ ids: [review], decision: 'approved', publish: true })
  const { results } = await (await send('/reviews/preview', asked)).json()
  expect(results).toMatchObject([{ outcome: 'problem', message: 'owner: Pflichtfeld' }])
})

test('hooks of a host see who asked, how and in which language, where our routes save', async () => {
  const text = await (await api.as.editor.request(`/lessons/${lesson}/export?draft=true`)).text()
  const changed = text.replace('Push the pawn.', 'Push it.')
  expect((await send(`/lessons/${lesson}/import`, changed, 'POST', 'text/markdown')).status).toBe(200)
  expect(seen).toEqual([inGerman])

  const course = await api.payload.create({
    collection: 'courses',
    data: { title: 'A course', lessons: [lesson], _status: 'draft' },
    draft: true,
  })
  const { order } = (await api.as.editor.get(`/courses/${course.id}/outline`)).body
  seen.length = 0
  const ordered = await send(`/courses/${course.id}/outline`, JSON.stringify({ order, lessons: [lesson] }), 'PATCH')
  expect(ordered.status).toBe(200)
  expect(seen).toEqual([inGerman])

  seen.length = 0
  const decided = await send('/reviews/decide', JSON.stringify([{ id: review, decision: 'approved' }]))
  expect((await decided.json()).results).toMatchObject([{ isDecided: true }])
  expect(seen).toEqual([inGerman])
})
