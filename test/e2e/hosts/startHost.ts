import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { offlineModelName } from '../../../demo/model/offlineModelName.js'
import { connectTo } from '../../../demo/postgres/databases.js'
import { built } from '../../setup/build.js'
import { nodeArgs } from '../../setup/compile.js'
import { seededDatabase } from '../../setup/templates.js'

export interface RunningHost {
  url: string
  /** From now on the model writes for every profile, also for those whose tone is `unwritable` or `unreachable`. */
  mendModel(): void
  /** Takes that back. */
  breakModel(): void
  /** As if nobody had requested any run yet: tests that are not about limits may ask for more than a person may, and
   * find forms as they are at first. */
  forgetRequests(): Promise<void>
  /** As if the time were over for which workers that died hold their steps. */
  expireLeases(): Promise<void>
  /** What a worker in a process of its own needs to work for it. */
  env: Record<string, string | undefined>
  stop(): Promise<void>
}

interface StartHost {
  latencyMs?: number
  /** What the server is asked before anything else. */
  firstPath?: string
  /** Whether it works on steps, too. Default true. */
  hasWorker?: boolean
}

/**
 * The reference host as people run it: its production build, a worker, an offline model, and a database of its own with
 * the demo's users and content. A process of its own, which runs compiled code, as hosts' do.
 */
export const startHost = async ({
  latencyMs = 0,
  firstPath = '',
  hasWorker = true,
}: StartHost = {}): Promise<RunningHost> => {
  await built()
  const database = await seededDatabase('e2e')
  const { VITEST: _vitest, NODE_ENV: _test, ...env } = process.env
  const script = nodeArgs('test/e2e/hosts/runHost.ts')
  const child = spawn(
    process.execPath,
    ['--conditions=production', ...script, String(latencyMs), firstPath, hasWorker ? '' : 'idle'],
    {
      env: { ...env, NODE_ENV: 'production', DATABASE_URI: database.uri, PAYLOAD_SECRET: 'test' },
      stdio: ['ignore', 'inherit', 'inherit', 'ipc'],
    },
  )
  const ended = once(child, 'exit')
  const stop = async () => {
    if (child.connected) child.disconnect()
    await ended
    await database.drop()
  }
  const answer = await Promise.race([once(child, 'message'), ended.then(() => undefined)])
  const [message] = (answer ?? []) as [{ url: string; modelUrl: string }?]
  if (message)
    return {
      url: message.url,
      mendModel: () => child.send('mend'),
      breakModel: () => child.send('break'),
      forgetRequests: () =>
        connectTo(database.uri, async (client) => {
          await client.query('delete from generation_admissions')
          await client.query("delete from payload_preferences where key like 'coursewright-generate-%'")
        }),
      expireLeases: () =>
        connectTo(database.uri, async (client) => {
          await client.query("update generation_steps set lease_until = now() where status = 'running'")
        }),
      env: {
        ...{ ...env, DATABASE_URI: database.uri, PAYLOAD_SECRET: 'test', OPENAI_API_KEY: '' },
        ...{ OPENAI_BASE_URL: message.modelUrl, OPENAI_MODEL: offlineModelName, OPENAI_MODEL_SIMPLE: offlineModelName },
      },
      stop,
    }
  await stop()
  throw new Error('The host ended before it was ready; what it said stands above.')
}
