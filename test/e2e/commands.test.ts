import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import pg from 'pg'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { findFreePort } from '../../demo/ports.js'
import { type TestDatabase, testDatabase } from '../setup/postgres.js'
import { waitFor } from '../waitFor.js'
import { ended, outputOf } from './outputOf.js'

let database: TestDatabase
let env: Record<string, string | undefined>
let folder: string
const children: ChildProcess[] = []

beforeAll(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'commands-'))
  database = await testDatabase('commands')
  const { NODE_ENV: _node, VITEST: _vitest, ...rest } = process.env
  const kept = Object.entries(rest).filter(([variable]) => !variable.startsWith('OPENAI_'))
  env = { ...Object.fromEntries(kept), DATABASE_URI: database.uri, PAYLOAD_SECRET: 'test' }
  // Only the demo fills a database of one's own.
  const { code, stderr } = await ended(start('import', 'demo/content/chess.jsonl', '--format', 'jsonl'))
  expect(code, stderr).toBe(0)
})
afterAll(async () => {
  for (const child of children) if (child.exitCode === null && child.signalCode === null) child.kill('SIGKILL')
  await database?.drop()
  await rm(folder, { recursive: true })
})

test('import saves the good lines, names the bad one and fails; a second time it adds nothing', async () => {
  const file = path.join(folder, 'three.epd')
  const lines = [
    '7k/8/5K2/6Q1/8/8/8/8 w - - bm Qg7#; id "mate 1";',
    '7k/8/5K2/6Q1/8/8/8/8 w - - bm Qa1; id "no such move";',
    '7k/8/6K1/8/8/8/8/R7 w - - bm Ra8#; id "mate 2";',
  ]
  await writeFile(file, `${lines.join('\n')}\n`)

  const first = await ended(start('import', file))
  expect(first.code).toBe(1)
  expect(first.stdout).toContain('2 imported, 0 unchanged, 1 failed of 3 read')
  expect(first.stderr).toMatch(/^line 2: .*Qa1/m)
  expect(first.stderr).not.toMatch(/^line [13]:/m)

  const second = await ended(start('import', file))
  expect(second.code).toBe(1)
  expect(second.stdout).toContain('0 imported, 2 unchanged')
})

test('generate makes what its options ask for and ends with one line of JSON', async () => {
  const args = ['--count', '20', '--phases', 'opening,endgame', '--seed', '7', '--json']
  const { code, stdout, stderr } = await ended(start('generate', 'drillSeries', ...args))
  expect(code, stderr).toBe(0)
  const run = JSON.parse(stdout.trim().split('\n').at(-1) ?? '')
  expect(run).toMatchObject({ status: 'completed', requested: 20, generated: 20, failed: 0, error: null })
  expect(await runs()).toContainEqual({
    status: 'completed',
    input: expect.objectContaining({ targetDrillCount: 20, phases: ['opening', 'endgame'], seed: 7 }),
  })
})

test.each([
  { args: ['drillSeries', '--count', 'abc'], says: [/--count is "abc"; give a number/] },
  { args: ['drillSeries', '--phases', 'foo'], says: [/foo/, /opening/, /middlegame/, /endgame/] },
  { args: ['nonsense'], says: [/nonsense/, /drillSeries/] },
])('generate $args says what is allowed, fails, and leaves no run', async ({ args, says }) => {
  const before = await runs()
  const { code, stderr } = await ended(start('generate', ...args))
  expect(code).toBe(1)
  for (const said of says) expect(stderr).toMatch(said)
  expect(stderr).not.toMatch(/^\s+at /m)
  expect(await runs()).toHaveLength(before.length)
})

test('work says that it works and when it is ready; the first SIGTERM ends it cleanly', async () => {
  const worker = start('work', '--concurrency', '2', '--ready-port', '0')
  const output = outputOf(worker)
  const closed = once(worker, 'close')
  await waitFor('the worker', () => output.stdout.includes('Working on up to 2 steps'), { deadlineMs: 60_000 })
  const [ready = ''] = /http:\/\/localhost:\d+\/ready/.exec(output.stdout) ?? []
  expect(await (await fetch(ready)).json()).toEqual({ status: 'ready' })
  worker.kill('SIGTERM')
  expect(await closed, output.stderr).toEqual([0, null])
  await expect(fetch(ready)).rejects.toThrow()
})

test('a second signal leaves at once, whatever is still under way', async () => {
  const busy = `import { untilSignal } from './demo/command.ts'
    setInterval(() => undefined, 1000)
    const asked = untilSignal()
    console.log('working')
    await asked
    console.log('draining')`
  const args = ['--import', 'tsx', '--input-type=module', '--eval', busy]
  const child = spawn(process.execPath, args, { stdio: ['ignore', 'pipe', 'pipe'] })
  children.push(child)
  const output = outputOf(child)
  const closed = once(child, 'close')
  await waitFor('its work', () => output.stdout.includes('working'))
  child.kill('SIGTERM')
  await waitFor('the drain', () => output.stdout.includes('draining'))
  child.kill('SIGTERM')
  expect(await closed, output.stderr).toEqual([130, null])
})

test('work ends by itself, with an exit code that has it started again, when it has too much memory', async () => {
  const { code, stderr } = await ended(start('work', '--max-memory-mb', '20'))
  expect(code).toBe(1)
  expect(stderr).toMatch(/more than 20 MB of memory\. Start it again\./)
})

test.each([
  { args: ['--ready-port', 'abc'], says: /--ready-port is "abc"; give a whole number/ },
  { args: ['--max-memory-mb', 'lots'], says: /--max-memory-mb is "lots"; give a whole number/ },
  { args: ['--concurrency', '0'], says: /`concurrency` is 0; give a whole number from 1 to 100/ },
])('work $args says what is allowed and fails', async ({ args, says }) => {
  const { code, stderr } = await ended(start('work', ...args))
  expect(code).toBe(1)
  expect(stderr).toMatch(says)
})

test('payload coursewright:work is a worker too: it is ready, ends in order, and fails with a word of why', async () => {
  const port = await findFreePort()
  const worker = payloadCommand('coursewright:work', '--ready-port', String(port))
  const output = outputOf(worker)
  const closed = once(worker, 'close')
  const isReady = () =>
    fetch(`http://127.0.0.1:${port}/ready`).then(
      ({ ok }) => ok,
      () => false,
    )
  await waitFor('the worker', isReady, { deadlineMs: 60_000 })
  worker.kill('SIGTERM')
  expect(await closed, output.stderr).toEqual([0, null])

  const { code, stderr } = await ended(payloadCommand('coursewright:work', '--concurrency', '0'))
  expect(code).toBe(1)
  expect(stderr).toMatch(/`concurrency` is 0; give a whole number from 1 to 100/)
})

test('model prints a base URL that answers, and Ctrl-C ends it and frees its port', async () => {
  const model = start('model/serveModel', '--port', '0')
  const output = outputOf(model)
  const closed = once(model, 'close')
  const baseURL = await waitFor('the base URL', () => /http:\/\/127\.0\.0\.1:\d+\/v1(?=\s)/.exec(output.stdout)?.[0], {
    deadlineMs: 60_000,
  })
  const answer = await fetch(`${baseURL}/models`)
  expect(answer.status).toBe(200)
  expect(await answer.json()).toMatchObject({ object: 'list' })
  model.kill('SIGINT')
  expect(await closed, output.stderr).toEqual([0, null])
  await expect(fetch(`${baseURL}/models`)).rejects.toThrow()
})

function start(script: string, ...args: string[]): ChildProcess {
  return node('--import', 'tsx', `demo/${script}.ts`, ...args)
}

function payloadCommand(...args: string[]): ChildProcess {
  return node('node_modules/payload/bin.js', ...args)
}

function node(...args: string[]): ChildProcess {
  const child = spawn(process.execPath, ['--conditions=production', ...args], {
    env: env as NodeJS.ProcessEnv,
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  children.push(child)
  return child
}

async function runs(): Promise<{ status: string; input: unknown }[]> {
  const client = new pg.Client({ connectionString: database.uri })
  await client.connect()
  try {
    return (await client.query('SELECT status, input FROM generation_runs ORDER BY id')).rows
  } finally {
    await client.end()
  }
}
