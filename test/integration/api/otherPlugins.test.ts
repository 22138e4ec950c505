import { APIError, type CollectionConfig, type Config, type Plugin } from 'payload'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { addPositions } from '../helpers/addPositions.js'
import { finishRun } from './helpers/finishRun.js'
import { requestRun, smallInput } from './helpers/requestRun.js'
import { type Api, startApi } from './helpers/startApi.js'

const seen: string[] = []
let api: Api

/** Adds one of everything a plugin may add. */
const before: Plugin = (config) => ({
  ...config,
  custom: { ...config.custom, before: 'kept' },
  endpoints: [
    ...(config.endpoints ?? []),
    { path: '/before', method: 'get', handler: () => Response.json({ before: true }) },
    {
      path: '/orders/:id/pay',
      method: 'post',
      handler: () => {
        throw new APIError('It is out of stock.', 400, { code: 'out_of_stock' })
      },
    },
    {
      path: '/learn/:id',
      method: 'get',
      handler: async (req) => {
        const id = Number.parseInt(String(req.routeParams?.id), 10)
        const { prompt } = await req.payload.findByID({ collection: 'drills', id, req })
        return Response.json({ prompt })
      },
    },
  ],
  graphQL: {
    ...config.graphQL,
    queries: (graphQL) => ({
      before: { type: graphQL.GraphQLString, resolve: () => 'query' },
      // The names of two of ours.
      generationLimits: { type: graphQL.GraphQLString, resolve: () => 'no limits' },
    }),
    mutations: (graphQL) => ({
      before: { type: graphQL.GraphQLString, resolve: () => 'mutation' },
      purgeExpiredPlans: { type: graphQL.GraphQLString, resolve: () => 'nothing purged' },
    }),
  },
  jobs: {
    ...config.jobs,
    tasks: [...(config.jobs?.tasks ?? []), { slug: 'before', handler: async () => ({ output: {} }) }],
  },
  hooks: { ...config.hooks, afterError: [...(config.hooks?.afterError ?? []), () => void seen.push('afterError')] },
  onInit: async (payload) => {
    await config.onInit?.(payload)
    seen.push('onInit')
  },
})

/** Adds to every collection there is, ours included. */
const after: Plugin = (config): Config => ({
  ...config,
  collections: config.collections?.map(
    (collection): CollectionConfig => ({
      ...collection,
      fields: [
        ...collection.fields,
        { name: 'pluginNote', type: 'text' },
        { type: 'tabs', tabs: [{ name: 'billing', fields: [{ name: 'costCentre', type: 'text' }] }] },
      ],
      endpoints: [
        ...(collection.endpoints || []),
        { path: '/after', method: 'get', handler: () => Response.json({ after: collection.slug }) },
      ],
      hooks: {
        ...collection.hooks,
        beforeOperation: [
          ...(collection.hooks?.beforeOperation ?? []),
          () => void seen.push(`operation ${collection.slug}`),
        ],
        afterChange: [...(collection.hooks?.afterChange ?? []), () => void seen.push(`change ${collection.slug}`)],
      },
    }),
  ),
})

beforeAll(async () => {
  api = await startApi({ config: { plugins: [before] }, pluginsAfter: [after] })
  await addPositions({ payload: api.payload, counts: { opening: 6, endgame: 6 } })
})
afterAll(() => api?.stop())

test('what another plugin brought before ours is still there', async () => {
  expect(seen).toContain('onInit')
  expect(api.payload.config.custom).toMatchObject({ before: 'kept' })
  expect((await api.as.visitor.get('/before')).body).toEqual({ before: true })
  expect((await api.as.admin.graphql('{ before }')).body).toEqual({ data: { before: 'query' } })
  expect((await api.as.admin.graphql('mutation { before }')).body).toEqual({ data: { before: 'mutation' } })
  expect(api.payload.config.jobs.tasks?.map(({ slug }) => slug)).toEqual(expect.arrayContaining(['before', 'runStep']))
  await api.as.admin.get('/drills/abc')
  expect(seen).toContain('afterError')
})

test('a GraphQL field of a host keeps its name where ours has the same', async () => {
  expect((await api.as.admin.graphql('{ generationLimits }')).body).toEqual({ data: { generationLimits: 'no limits' } })
  const { body } = await api.as.admin.graphql('mutation { purgeExpiredPlans }')
  expect(body).toEqual({ data: { purgeExpiredPlans: 'nothing purged' } })
})

test('what another plugin adds to runs and plans is stored, and nothing of theirs is written by that door', async () => {
  const sent = { pluginNote: 'Mine', billing: { costCentre: '4711' } }
  const { status, body } = await api.as.editor.post('/generation-runs?depth=0', {
    ...{ kind: 'drillSeries', input: smallInput, ...sent, title: 'Forged', createdAt: '2020-01-01T00:00:00.000Z' },
  })
  expect(status).toBe(201)
  const run = (await api.as.editor.get(`/generation-runs/${body.doc.id}?depth=0`)).body
  expect(run).toMatchObject({ ...sent, status: 'queued', title: expect.not.stringContaining('Forged') })
  expect(run.createdAt > '2025').toBe(true)
  await api.as.editor.post(`/generation-runs/${run.id}/cancel`)
  const { id } = await api.payload.create({
    collection: 'plans',
    data: { key: 'a-plan', objective: 'Pins', state: 'ready' } as never,
  })
  expect((await api.as.editor.patch(`/plans/${id}`, { ...sent, state: 'stale' })).status).toBe(200)
  expect((await api.as.editor.get(`/plans/${id}?depth=0`)).body).toMatchObject({ ...sent, state: 'ready' })
})

test('a route of another plugin answers with its own errors, whatever its address holds', async () => {
  expect(await api.as.editor.post('/orders/A-17/pay')).toMatchObject({
    status: 400,
    body: { errors: [{ name: 'APIError', message: 'It is out of stock.', data: { code: 'out_of_stock' } }] },
  })
})

test('a route of another plugin reads a document of ours under an address of its own', async () => {
  const { body } = await api.as.editor.post('/drills?draft=true', { prompt: 'What now?', solution: 'x' })
  const read = await api.as.editor.get(`/learn/${body.doc.id}-rook-endings`)
  expect(read).toMatchObject({ status: 200, body: { prompt: 'What now?' } })
  expect((await api.as.editor.get(`/drills/${body.doc.id}-rook-endings`)).status).toBe(404)
})

test('a plugin after ours can extend our collections, and runs go on as before', async () => {
  const run = await requestRun(api.as.student)
  expect(await finishRun(api, run.id)).toMatchObject({ status: 'completed', progress: { generated: 4 } })
  expect(seen).toEqual(expect.arrayContaining(['operation generation-runs', 'change generation-runs', 'change drills']))
  expect((await api.as.visitor.get('/generation-runs/after')).body).toEqual({ after: 'generation-runs' })
  const [drill] = (await api.as.editor.get('/drills?limit=1&depth=0')).body.docs
  const { body } = await api.as.editor.patch(`/drills/${drill.id}?draft=true`, { pluginNote: 'Added' })
  expect(body.doc).toMatchObject({ pluginNote: 'Added', prompt: drill.prompt })
  expect((await api.as.admin.get('/drills/1abc')).status).toBe(404)
})
