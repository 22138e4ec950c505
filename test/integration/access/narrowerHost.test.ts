import { type CollectionConfig, createLocalReq, type PayloadRequest } from 'payload'
import { afterAll, beforeAll, expect, test, vi } from 'vitest'
import { NavLinks } from '../../../src/admin/alerts/NavLinks.js'
import { BacklogWidget } from '../../../src/admin/dashboard/BacklogWidget.js'
import { CoverageWidget } from '../../../src/admin/dashboard/CoverageWidget.js'
import { RunsWidget } from '../../../src/admin/dashboard/RunsWidget.js'
import { type Api, startApi } from '../api/helpers/startApi.js'
import { textsOf } from './textsOf.js'

// What the browser would load: styles, which Node cannot.
vi.mock('@payloadcms/ui', () => ({ Link: 'a' }))

type Override = (args: { defaultCollection: CollectionConfig }) => CollectionConfig

/** As a host does that lets admins alone read a collection. */
const forAdmins: Override = ({ defaultCollection }) => ({
  ...defaultCollection,
  access: { ...defaultCollection.access, read: ({ req }) => req.user?.role === 'admin' },
})

let api: Api
let teacher: PayloadRequest

beforeAll(async () => {
  api = await startApi({
    options: {
      collectionOverrides: {
        curricula: forAdmins,
        generationLogs: forAdmins,
        generationRuns: forAdmins,
        reviews: forAdmins,
      },
    },
  })
  const { docs } = await api.payload.find({ collection: 'users', where: { role: { equals: 'teacher' } } })
  const [user] = docs
  if (!user) throw new Error('There is no teacher.')
  teacher = await createLocalReq({ user: { ...user, collection: 'users' } }, api.payload)
})
afterAll(() => api?.stop())

test('who may not read logs and reviews has the links of the navigation, without numbers', async () => {
  const { i18n, payload, user } = teacher
  expect(textsOf(await NavLinks({ i18n, payload, user }))).toEqual(['Review desk', 'Usage', 'Open alerts'])
})

test('who may not read reviews, runs and curricula has a dashboard that shows none', async () => {
  expect(textsOf(await BacklogWidget({ req: teacher }))).toEqual(['You may not see this.'])
  expect(textsOf(await RunsWidget({ req: teacher }))).toContain('Nothing is being generated.')
  expect(textsOf(await CoverageWidget({ req: teacher }))).toContain(
    'Each position has a drill, and each objective a lesson.',
  )
  const { status, body } = await api.as.teacher.get('/generation/status')
  expect({ status, body }).toMatchObject({ status: 200, body: { drafts: 0 } })
})
