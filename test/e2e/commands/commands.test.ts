import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import pg from 'pg'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { findFreePort } from '../../../demo/host/ports.js'
import { nodeArgs } from '../../setup/compile.js'
import { type TestDatabase, testDatabase } from '../../setup/postgres.js'
import { Child } from '../../shared/Child.js'
import { waitFor } from '../../shared/waitFor.js'

let database: TestDatabase
let env: Record<string, string | undefined>
let folder: string
const children: Child[] = []

beforeAll(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'commands-'))
  database = await testDatabase('commands')
  const { NODE_ENV: _node, VITEST: _vitest, ...rest } = process.env
  const kept = Object.entries(rest).filter(([variable]) => !variable.startsWith('OPENAI_'))
  env = { ...Object.fromEntries(kept), DATABASE_URI: database.uri, PAYLOAD_SECRET: 'test' }
  // Only the demo fills a database of one's own.
  const { code, stderr } = await start('import', 'demo/content/chess.jsonl', '--format', 'jsonl').ended()
  expect(code, stderr).toBe(0)
})
afterAll(async () => {
  await Promise.all(children.map((child) => child.kill()))
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

  const first = await startCompiled('import', file).ended()
  expect(first.code).toBe(1)
  expect(first.stdout).toContain('2 imported, 0 unchanged, 1 failed of 3 read')
  expect(first.stderr).toMatch(/^line 2: .*Qa1/m)
  expect(first.stderr).not.toMatch(/^line [13]:/m)

  const second = await startCompiled('import', file).ended()
  expect(second.code).toBe(1)
  expect(second.stdout).toContain('0 imported, 2 unchanged')
})

test('maintain lists its tasks, does one by name, and fails for one that is not there', async () => {
  const { code, stdout } = await start('maintain').ended()
  expect({ code, tasks: stdout.split('\n').map((line) => line.split(' ')[0]) }).toEqual({
    code: 0,
    tasks: ['alerts', 'breakers', 'deliveries', 'models', 'plans', 'prefetch', 'publishing', 'retention', 'usage', ''],
  })
  expect(await startCompiled('maintain', 'retention', 'plans').ended()).toMatchObject({
    code: 0,
    stdout: 'retention: there was nothing to do.\nplans: there was nothing to do.\n',
  })
  expect(await startCompiled('maintain', 'dusting').ended()).toMatchObject({
    code: 1,
    stderr: expect.stringContaining('There is no task "dusting". Give alerts, '),
  })
})

test('generate makes what its options ask for and ends with one line of JSON', async () => {
  const args = ['--count', '20', '--phases', 'opening,endgame', '--seed', '7', '--json']
  const { code, stdout, stderr } = await start('generate', 'drillSeries', ...args).ended()
  expect(code, stderr).toBe(0)
  const run = JSON.parse(stdout.trim().split('\n').at(-1) ?? '')
  expect(run).toMatchObject({ status: 'completed', requested: 20, generated: 20, failed: 0, error: null })
  expect(await runs()).toContainEqual({
    status: 'completed',
    input: expect.objectContaining({ targetDrillCount: 20, phases: ['opening', 'endgame'], seed: 7 }),
  })
})

test('generate makes lessons as well', async () => {
  const args = ['--topic', 'Rook endings', '--count', '2', '--game', 'chess', '--positions', '1', '--phases', 'endgame']
  const { code, stdout, stderr } = await startCompiled('generate', 'lessons', ...args).ended()
  expect(code, stderr).toBe(0)
  expect(stdout).toMatch(/^Run \d+ completed: 2 of 2 lessons\.$/m)
  expect(await runs()).toContainEqual({
    status: 'completed',
    input: expect.objectContaining({ game: 'chess', positions: 1, phases: ['endgame'] }),
  })
})

test('generate makes a course, and what one lacks', async () => {
  const args = ['--topic', 'Rook endings', '--lessons', '2', '--sections', 'mindMap,summary', '--json']
  const { code, stdout, stderr } = await startCompiled('generate', 'course', ...args).ended()
  expect(code, stderr).toBe(0)
  const run = JSON.parse(stdout.trim().split('\n').at(-1) ?? '')
  expect(run).toMatchObject({ status: 'completed', requested: 4, generated: 4, series: null })
  expect(run.target).toBeGreaterThan(0)
  const more = ['--course', String(run.target), '--fill-missing', '--drills-per-lesson', '1', '--game', 'chess']
  const filled = await startCompiled('generate', 'course', ...more, '--sections', 'metadata,summary').ended()
  expect(filled.code, filled.stderr).toBe(0)
  expect(filled.stdout).toMatch(new RegExp(`^Run \\d+ completed: 3 of 3 parts in course ${run.target}\\.$`, 'm'))
})

test('generate requests for a user what he may: the third within a minute is refused, and says when to come back', async () => {
  const args = ['drillSeries', '--count', '1', '--phases', 'opening', '--user', 'student@example.com']
  await query(`insert into users (email, role) values ('student@example.com', 'student')`)
  for (let count = 0; count < 2; count += 1) {
    const { code, stderr } = await startCompiled('generate', ...args).ended()
    expect(code, stderr).toBe(0)
  }
  const before = await runs()
  // However long each process took to start: both were in this minute.
  await query('update generation_admissions set created_at = now()')
  const { code, stderr } = await startCompiled('generate', ...args).ended()
  expect(code).toBe(1)
  expect(stderr).toMatch(
    /^2 runs are allowed within one minute, and 2 were requested\. The next one is possible in \d+ seconds\.$/m,
  )
  expect(await runs()).toHaveLength(before.length)
  const lessons = await startCompiled(
    'generate',
    'lessons',
    '--topic',
    'Rooks',
    '--user',
    'student@example.com',
  ).ended()
  expect(lessons.stderr).toMatch(/not for your role/)
  const nobody = await startCompiled('generate', ...args.slice(0, -1), 'nobody@example.com').ended()
  expect(nobody.stderr).toMatch(/--user is "nobody@example.com"; there is no user with this email/)
})

test.each([
  { args: ['lessons', '--topic', 'Rooks', '--format', 'poem'], says: [/format/, /standard/] },
  { args: ['lessons', '--topic', 'Rooks', '--objectives', 'first'], says: [/--objectives is "first"; give a number/] },
  { args: ['course', '--topic', 'Rooks', '--sections', 'songs'], says: [/sections: "songs" is none of assessment, /] },
  { args: ['course', '--topic', 'Rooks', '--fill-missing'], says: [/course: name the course to fill/] },
  { args: ['drillSeries', '--count', 'abc'], says: [/--count is "abc"; give a number/] },
  { args: ['drillSeries', '--phases', 'foo'], says: [/foo/, /opening/, /middlegame/, /endgame/] },
  { args: ['nonsense'], says: [/nonsense/, /drillSeries/] },
])('generate $args says what is allowed, fails, and leaves no run', async ({ args, says }) => {
  const before = await runs()
  const { code, stderr } = await startCompiled('generate', ...args).ended()
  expect(code).toBe(1)
  for (const said of says) expect(stderr).toMatch(said)
  expect(stderr).not.toMatch(/^\s+at /m)
  expect(await runs()).toHaveLength(before.length)
})

test('work says that it works and when it is ready; the first SIGTERM ends it cleanly', async () => {
  const worker = start('work', '--concurrency', '2', '--ready-port', '0')
  await waitFor('the worker', () => worker.stdout.includes('Working on up to 2 steps'), { deadlineMs: 60_000 })
  const [ready = ''] = /http:\/\/localhost:\d+\/ready/.exec(worker.stdout) ?? []
  expect(await (await fetch(ready)).json()).toEqual({ status: 'ready' })
  worker.signal('SIGTERM')
  const { code, stderr } = await worker.ended()
  expect(code, stderr).toBe(0)
  await expect(fetch(ready)).rejects.toThrow()
})

test('a second signal leaves at once, whatever is still under way', async () => {
  const busy = `import { untilSignal } from './demo/command.ts'
    setInterval(() => undefined, 1000)
    const asked = untilSignal()
    console.log('working')
    await asked
    console.log('draining')`
  const child = node('--import', 'tsx', '--input-type=module', '--eval', busy)
  await waitFor('its work', () => child.stdout.includes('working'))
  child.signal('SIGTERM')
  await waitFor('the drain', () => child.stdout.includes('draining'))
  child.signal('SIGTERM')
  const { code, stderr } = await child.ended()
  expect(code, stderr).toBe(130)
})

test('work ends by itself, with an exit code that has it started again, when it has too much memory', async () => {
  const { code, stderr } = await startCompiled('work', '--max-memory-mb', '20').ended()
  expect(code).toBe(1)
  expect(stderr).toMatch(/more than 20 MB of memory\. Start it again\./)
})

test.each([
  { args: ['--ready-port', 'abc'], says: /--ready-port is "abc"; give a whole number/ },
  { args: ['--max-memory-mb', 'lots'], says: /--max-memory-mb is "lots"; give a whole number/ },
  { args: ['--concurrency', '0'], says: /`concurrency` is 0; give a whole number from 1 to 100/ },
])('work $args says what is allowed and fails', async ({ args, says }) => {
  const { code, stderr } = await startCompiled('work', ...args).ended()
  expect(code).toBe(1)
  expect(stderr).toMatch(says)
})

test('payload coursewright:work is a worker too: it is ready, ends in order, and fails with a word of why', async () => {
  const port = await findFreePort()
  const worker = payloadCommand('coursewright:work', '--ready-port', String(port))
  await waitFor('the worker', () => isReady(port), { deadlineMs: 60_000 })
  worker.signal('SIGTERM')
  const { code, stderr } = await worker.ended()
  expect(code, stderr).toBe(0)

  const refused = await payloadCommand('coursewright:work', '--concurrency', '0').ended()
  expect(refused.code).toBe(1)
  expect(refused.stderr).toMatch(/`concurrency` is 0; give a whole number from 1 to 100/)
})

test.each([
  ['payload coursewright:work', ['node_modules/payload/bin.js', 'coursewright:work'], ''],
  ['payload-coursewright work', ['--import', 'tsx', 'bin/payload-coursewright.mjs', 'work'], 'NODE_ENV=production'],
])('%s changes no table, though neither host nor environment forbid it', async (_, command, says) => {
  const port = await findFreePort()
  // Without any condition: the command that is ours has to bring it.
  const worker = new Child({
    args: [...command, '--ready-port', String(port)],
    env: { ...env, PAYLOAD_CONFIG_PATH: 'test/e2e/hosts/pushing.config.ts' },
    keepsErrors: true,
    isBare: says !== '',
  })
  children.push(worker)
  await waitFor('the worker', () => isReady(port), { deadlineMs: 60_000 })
  worker.signal('SIGTERM')
  const { code, stdout, stderr } = await worker.ended()
  expect(code, stderr).toBe(0)
  expect(stdout).toContain(says)
  expect(stdout).toContain('Lexical.prod.mjs')
  // `payload migrate` asks whether data may be lost where a row says that the schema was pushed.
  expect(await query(`select to_regclass('additions') as made`)).toEqual([{ made: null }])
  expect(await query(`select name from payload_migrations where name = 'dev'`)).toEqual([])
})

test('model prints a base URL that answers, and Ctrl-C ends it and frees its port', async () => {
  const model = start('model/serveModel', '--port', '0')
  const baseURL = await waitFor('the base URL', () => /http:\/\/127\.0\.0\.1:\d+\/v1(?=\s)/.exec(model.stdout)?.[0], {
    deadlineMs: 60_000,
  })
  const answer = await fetch(`${baseURL}/models`)
  expect(answer.status).toBe(200)
  expect(await answer.json()).toMatchObject({ object: 'list' })
  model.signal('SIGINT')
  const { code, stderr } = await model.ended()
  expect(code, stderr).toBe(0)
  await expect(fetch(`${baseURL}/models`)).rejects.toThrow()
})

/** As its npm script starts it. */
function start(script: string, ...args: string[]): Child {
  return node('--import', 'tsx', `demo/${script}.ts`, ...args)
}

/** The same command, without the seconds that a loader of TypeScript takes. */
function startCompiled(script: string, ...args: string[]): Child {
  return node(...nodeArgs(`demo/${script}.ts`), ...args)
}

function payloadCommand(...args: string[]): Child {
  return node('node_modules/payload/bin.js', ...args)
}

function node(...args: string[]): Child {
  const child = new Child({ args, env, keepsErrors: true })
  children.push(child)
  return child
}

const isReady = (port: number): Promise<boolean> =>
  fetch(`http://127.0.0.1:${port}/ready`).then(
    ({ ok }) => ok,
    () => false,
  )

const runs = () => query<{ status: string; input: unknown }>('select status, input from generation_runs order by id')

async function query<Row extends pg.QueryResultRow>(sql: string): Promise<Row[]> {
  const client = new pg.Client({ connectionString: database.uri })
  await client.connect()
  try {
    return (await client.query<Row>(sql)).rows
  } finally {
    await client.end()
  }
}
