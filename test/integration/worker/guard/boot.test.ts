import { randomUUID } from 'node:crypto'
import { Writable } from 'node:stream'
import { type Config, getPayload, type Plugin, type UpdateJobs, type UpdateJobsArgs } from 'payload'
import { expect, test } from 'vitest'
import { type CoursewrightOptions, InvalidOption } from '../../../../src/index.js'
import { testConfig } from '../../../shared/testConfig.js'

interface Boot {
  options?: CoursewrightOptions
  config?: Partial<Config>
  pluginsBefore?: Plugin[]
}

/** Starts Payload without connecting to a database; gives its adapter and what it logged. */
const boot = async ({ options, config, pluginsBefore = [] }: Boot = {}) => {
  const lines: { msg: string }[] = []
  const destination = new Writable({
    write: (line, _, done) => {
      lines.push(JSON.parse(String(line)))
      done()
    },
  })
  const built = await testConfig({
    options,
    config: { logger: { options: { level: 'info' }, destination }, plugins: pluginsBefore, ...config },
  })
  const payload = await getPayload({ config: built, key: randomUUID(), disableDBConnect: true, disableOnInit: true })
  return { payload, logged: lines.map(({ msg }) => msg).filter((msg) => /guard|runners/.test(msg)) }
}

test.each(['own', 'all', false] as const)('with nothing odd in the config it says nothing (%s)', async (safeQueue) => {
  expect((await boot({ options: { safeQueue } })).logged).toEqual([])
})

test('a hot reload keeps it', async () => {
  const { payload } = await boot()
  const { updateJobs } = payload.db
  await payload.db.init?.()
  expect(payload.db.updateJobs).toBe(updateJobs)
})

test.each([
  [{ runHooks: true }, 'jobs.runHooks'],
  [{ depth: 1 }, 'jobs.depth'],
])('%o, with which jobs are claimed past the guard, stops the start and says what to do', async (jobs, way) => {
  const refusal = await boot({ config: { jobs } }).catch((error: unknown) => error)
  expect(refusal).toBeInstanceOf(InvalidOption)
  expect(String(refusal)).toMatch(
    `option \`safeQueue\` is "own", but this config sets \`${way}\`, with which Payload claims jobs past the guard`,
  )
  expect(String(refusal)).toMatch(`remove \`${way}\`, or give false`)
  const { logged } = await boot({ config: { jobs }, options: { safeQueue: false } })
  expect(logged).toEqual([
    `with \`${way}\` Payload's own runners do not take up what killed processes left: that takes a worker`,
  ])
})

test('it is off, and says so, when Payload leases its jobs itself', async () => {
  const { logged } = await boot({
    config: {
      jobs: {
        runHooks: true,
        jobsCollectionOverrides: ({ defaultJobsCollection }) => ({
          ...defaultJobsCollection,
          fields: [...defaultJobsCollection.fields, { name: 'processingUntil', type: 'date' }],
        }),
      },
    },
  })
  expect(logged).toEqual(['the claim guard is off: this Payload leases its jobs itself'])
})

test('it is off, and says so, when another plugin has wrapped the door', async () => {
  const calls: UpdateJobsArgs[] = []
  const theirs: UpdateJobs = async (call) => {
    calls.push(call)
    return []
  }
  const wrap: Plugin = (config) => ({
    ...config,
    db: { ...config.db, init: (args) => Object.assign(config.db.init(args), { updateJobs: theirs }) },
  })
  const { payload, logged } = await boot({ pluginsBefore: [wrap] })
  const call = { data: { processing: true }, where: { and: [{ queue: { equals: 'default' } }] } }
  expect(await payload.db.updateJobs(call)).toEqual([])
  expect(calls).toEqual([call])
  expect(logged).toEqual(["the claim guard is off: `payload.db.updateJobs` is not the Postgres adapter's own"])
})
