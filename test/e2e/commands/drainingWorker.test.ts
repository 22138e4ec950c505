import { sql } from '@payloadcms/db-postgres/drizzle'
import { getPayload, type Payload } from 'payload'
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import { findFreePort } from '../../../demo/host/ports.js'
import { offlineModelName } from '../../../demo/model/offlineModelName.js'
import { type OfflineModel, startOfflineModel } from '../../../demo/model/startOfflineModel.js'
import { poolOf } from '../../../src/database/adapter.js'
import { Gate } from '../../integration/runs/helpers/Gate.js'
import { readRun } from '../../integration/runs/helpers/readRun.js'
import { requestRun } from '../../integration/runs/helpers/requestRun.js'
import type { TestDatabase } from '../../setup/postgres.js'
import { seededDatabase } from '../../setup/templates.js'
import { Child } from '../../shared/Child.js'
import { waitFor } from '../../shared/waitFor.js'

const loadMs = 180_000
const answers = new Gate()
const children: Child[] = []
let database: TestDatabase
let model: OfflineModel
let payload: Payload
let env: Record<string, string | undefined>

beforeAll(async () => {
  database = await seededDatabase('draining')
  model = await startOfflineModel({ respond: () => answers.pass() })
  const { NODE_ENV: _node, VITEST: _vitest, ...rest } = process.env
  const ours = {
    DATABASE_URI: database.uri,
    PAYLOAD_SECRET: 'test',
    OPENAI_API_KEY: '',
    OPENAI_BASE_URL: model.baseURL,
    OPENAI_MODEL: offlineModelName,
    OPENAI_MODEL_SIMPLE: offlineModelName,
  }
  env = { ...rest, ...ours }
  Object.assign(process.env, ours)
  const { default: config } = await import('../../../payload.config.js')
  payload = await getPayload({ config })
})
afterAll(async () => {
  answers.open()
  await Promise.all(children.map((child) => child.kill()))
  // Losing its connections now is no news.
  if (payload) payload.logger.level = 'silent'
  await payload?.destroy()
  await model?.stop()
  await database?.drop()
})
beforeEach(() => answers.close())

function node(...args: string[]): Child {
  const child = new Child({ args, env, keepsErrors: true })
  children.push(child)
  return child
}

const start = async (command: readonly string[]) => {
  const port = await findFreePort()
  const child = node(...command, '--concurrency', '1', '--ready-port', String(port))
  const readiness = () =>
    fetch(`http://127.0.0.1:${port}/ready`).then(
      ({ status }) => status,
      () => undefined,
    )
  const becomes = (status: number) =>
    waitFor(`readiness ${status}`, async () => (await readiness()) === status, { deadlineMs: loadMs })
  await becomes(200)
  return {
    becomes,
    terminate: () => child.signal('SIGTERM'),
    exit: () => child.ended(),
  }
}

const commands = {
  'npm run work': ['--import', 'tsx', 'demo/work.ts'],
  'payload coursewright:work': ['node_modules/payload/bin.js', 'coursewright:work'],
}

test.each(Object.entries(commands))(
  '%s in the middle of a call: the first SIGTERM has it end its step, a second one leaves it to another worker',
  async (_, command) => {
    const { id } = await requestRun({ payload }, { targetDrillCount: 5 })
    const batch = async () => (await readRun({ payload }, id)).batches[0]

    const hasty = await start(command)
    await waitFor('its call', () => answers.arrivals === 1)
    hasty.terminate()
    await hasty.becomes(503)
    hasty.terminate()
    const left = await hasty.exit()
    expect(left.code, left.stderr).toBe(130)
    expect(await batch()).toMatchObject({ status: 'running', claims: 1 })
    await poolOf(payload).execute(sql`update generation_steps set lease_until = now() where status = 'running'`)

    const patient = await start(command)
    await waitFor('its call', () => answers.arrivals === 2)
    patient.terminate()
    await patient.becomes(503)
    expect(await batch()).toMatchObject({ status: 'running', claims: 2 })
    answers.open()
    const drained = await patient.exit()
    expect(drained.code, drained.stderr).toBe(0)
    const { drills, logs } = await readRun({ payload }, id)
    expect(await batch()).toMatchObject({ status: 'done' })
    expect(drills).toHaveLength(5)
    // The call of the one that could not wait is billed all the same.
    expect(logs.map(({ outcome }) => outcome)).toEqual(['lost', 'ok'])
  },
)
