import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import {
  chmodSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  realpathSync,
  renameSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import pg from 'pg'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { isRunning } from '../../../demo/host/lockFile.js'
import { stopServer } from '../../../demo/postgres/server.js'
import { type RunningPostgres, type ServerState, startPostgres } from '../../../demo/postgres/startPostgres.js'
import { nodeArgs } from '../../setup/compile.js'

let project: string
let dataDir: string
const users: ChildProcess[] = []
const running: RunningPostgres[] = []

beforeEach(() => {
  project = mkdtempSync(join(tmpdir(), 'coursewright-postgres-'))
  chmodSync(project, 0o755)
  dataDir = join(project, '.data')
})

afterEach(async () => {
  for (const user of users.splice(0)) user.kill('SIGKILL')
  await Promise.all(running.splice(0).map((postgres) => postgres.stop()))
  if (existsSync(stateFile())) await stopServer(readState())
  const link = join(dataDir, 'postgres')
  if (existsSync(link)) rmSync(realpathSync(link), { recursive: true, force: true, maxRetries: 5 })
  rmSync(project, { recursive: true, force: true, maxRetries: 5 })
})

const stateFile = () => join(dataDir, 'postgres.json')
const readState = () => JSON.parse(readFileSync(stateFile(), 'utf8')) as ServerState

async function start(options: { port?: number } = {}) {
  const postgres = await startPostgres({ dataDir, ...options })
  running.push(postgres)
  return postgres
}

interface User {
  process: ChildProcess
  report: { uri?: string; port?: number; problem?: string }
}

/** Starts a command of its own that uses the server. */
async function startUser({ detached = false } = {}): Promise<User> {
  const child = spawn(process.execPath, [...nodeArgs('test/integration/demo/postgresUser.ts'), dataDir], {
    stdio: ['pipe', 'pipe', 'inherit'],
    detached,
  })
  users.push(child)
  if (!child.stdout) throw new Error('The command has no output.')
  const [line] = (await once(createInterface(child.stdout), 'line')) as [string]
  return { process: child, report: JSON.parse(line) as User['report'] }
}

async function leave({ process: child }: User, how: 'stop' | 'exit') {
  const gone = once(child, 'exit')
  child.stdin?.write(`${how}\n`)
  await gone
}

async function kill({ process: child }: User) {
  const gone = once(child, 'exit')
  child.kill('SIGKILL')
  await gone
}

async function waitUntil(isTrue: () => boolean) {
  const deadline = Date.now() + 20_000
  while (!isTrue()) {
    if (Date.now() > deadline) throw new Error('The condition did not come true within 20 seconds.')
    await new Promise((resolve) => setTimeout(resolve, 20))
  }
}

async function query<Row extends pg.QueryResultRow>(uri: string, sql: string): Promise<Row[]> {
  const client = new pg.Client({ connectionString: uri })
  await client.connect()
  try {
    return (await client.query<Row>(sql)).rows
  } finally {
    await client.end()
  }
}

describe('startPostgres', { timeout: 60_000 }, () => {
  it('gives a database in UTF-8 and C order, for 200 connections, on 127.0.0.1 only', async () => {
    const { uri, port } = await start()
    expect(new URL(uri)).toMatchObject({ hostname: '127.0.0.1', port: String(port), pathname: '/coursewright' })
    const [settings] = await query(
      uri,
      `select current_setting('server_encoding') as encoding, current_setting('max_connections') as connections,
        current_setting('listen_addresses') as addresses, 'Z' < 'a' as "codePointOrder", lower('ÄÖ') as "lowered"`,
    )
    expect(settings).toEqual({
      encoding: 'UTF8',
      connections: '200',
      addresses: '127.0.0.1',
      codePointOrder: true,
      lowered: 'äö',
    })
  })

  it('makes its folder enterable for the user it runs as, whatever the umask', async () => {
    const before = process.umask(0o077)
    dataDir = join(project, 'deep', '.data')
    try {
      await start()
    } finally {
      process.umask(before)
    }
    expect(statSync(join(project, 'deep')).mode & 0o777).toBe(0o755)
    expect(readState().cluster).toBe(join(realpathSync(dataDir), 'postgres'))
  })

  it('lets nobody in without the password, which only its user may read', async () => {
    const { uri } = await start()
    const wrong = new URL(uri)
    wrong.password = 'guess'
    await expect(query(wrong.href, 'select 1')).rejects.toThrow(/password authentication failed/)
    expect(statSync(stateFile()).mode & 0o777).toBe(0o600)
  })

  it('keeps port and pid in postgres.json while it runs, and its data over a restart', async () => {
    const first = await start()
    await query(first.uri, 'create table kept as select 42 as answer')
    const state = readState()
    expect(state.port).toBe(first.port)
    expect(isRunning(state)).toBe(true)
    await first.stop()
    expect(isRunning(state)).toBe(false)
    expect(existsSync(stateFile())).toBe(false)

    const second = await start()
    expect(await query(second.uri, 'select answer from kept')).toEqual([{ answer: 42 }])
  })

  it('is adopted by a second command, and stopped by the last one to leave', async () => {
    const first = await start()
    const state = readState()
    const second = await startUser()
    expect(second.report.uri).toBe(first.uri)
    await first.stop()
    expect(isRunning(state)).toBe(true)
    await leave(second, 'stop')
    expect(isRunning(state)).toBe(false)
  })

  it('counts a stop that is called twice once', async () => {
    const first = await start()
    const second = await start()
    await Promise.all([first.stop(), first.stop()])
    await first.stop()
    expect(await query(second.uri, 'select 1 as one')).toEqual([{ one: 1 }])
    const state = readState()
    await second.stop()
    expect(isRunning(state)).toBe(false)
  })

  it('outlives a killed starter, is adopted, and does not count the dead as a user', async () => {
    const starter = await startUser()
    const state = readState()
    await kill(starter)
    expect(isRunning(state)).toBe(true)

    const adopter = await start()
    expect(adopter.uri).toBe(starter.report.uri)
    expect(readState().pid).toBe(state.pid)
    await adopter.stop()
    expect(isRunning(state)).toBe(false)
  })

  it('does not hear the Ctrl-C of a terminal, which goes to the whole group of its starter', async () => {
    const starter = await startUser({ detached: true })
    const state = readState()
    const gone = once(starter.process, 'exit')
    process.kill(-(starter.process.pid ?? 0), 'SIGINT')
    await gone
    const adopter = await start()
    expect(readState().pid).toBe(state.pid)
    expect(await query(adopter.uri, 'select 1 as one')).toEqual([{ one: 1 }])
  })

  it('is adopted although postgres.json was lost', async () => {
    await kill(await startUser())
    const state = readState()
    rmSync(stateFile())
    const adopter = await start()
    expect(readState().pid).toBe(state.pid)
    await adopter.stop()
    expect(isRunning(state)).toBe(false)
  })

  it('stops when its last user ends without stopping it', async () => {
    const user = await startUser()
    const state = readState()
    await leave(user, 'exit')
    await waitUntil(() => !isRunning(state))
    expect(existsSync(stateFile())).toBe(false)
  })

  it('is started again after it was killed itself', async () => {
    const first = await start()
    await query(first.uri, 'create table kept as select 42 as answer')
    const state = readState()
    process.kill(state.pid, 'SIGKILL')
    await waitUntil(() => !isRunning(state))
    const second = await start()
    expect(readState().pid).not.toBe(state.pid)
    expect(await query(second.uri, 'select answer from kept')).toEqual([{ answer: 42 }])
  })

  it('is not mistaken for another process that was given its pid', async () => {
    await (await start()).stop()
    const stale = [process.pid, join(dataDir, 'postgres'), 1, 5432, '', '127.0.0.1', '', 'ready'].join('\n')
    writeFileSync(join(dataDir, 'postgres', 'postmaster.pid'), stale)
    writeFileSync(stateFile(), JSON.stringify({ pid: process.pid, users: [{ pid: process.pid, started: 'before' }] }))
    await start()
    expect(readState().pid).not.toBe(process.pid)
    expect(readState().users).toHaveLength(1)
  })

  it('is one server for four commands that start it at one instant', async () => {
    const four = await Promise.all(Array.from({ length: 4 }, () => startUser()))
    expect(new Set(four.map(({ report }) => report.uri)).size).toBe(1)
    const state = readState()
    expect(state.users).toHaveLength(4)
    await Promise.all(four.map((user) => leave(user, 'stop')))
    expect(isRunning(state)).toBe(false)
    expect(existsSync(stateFile())).toBe(false)
  })

  it('is not kept waiting by a lock whose holder was killed', async () => {
    mkdirSync(dataDir)
    const dead = spawn(process.execPath, ['-e', ''])
    await once(dead, 'exit')
    writeFileSync(join(dataDir, 'postgres.lock'), JSON.stringify({ pid: dead.pid, started: 'before', id: 'dead' }))
    const { uri } = await start()
    expect(await query(uri, 'select 1 as one')).toEqual([{ one: 1 }])
  })

  it('cleans up after a command that was killed while it made the data folder', async () => {
    mkdirSync(join(dataDir, 'postgres.initialising-1', 'data'), { recursive: true })
    await start()
    expect(existsSync(join(dataDir, 'postgres.initialising-1'))).toBe(false)
  })
})

describe('startPostgres refuses', { timeout: 60_000 }, () => {
  it('a data folder that is half written, naming it and what to do', async () => {
    mkdirSync(join(dataDir, 'postgres', 'base'), { recursive: true })
    await expect(start()).rejects.toThrow(
      `The data folder ${join(dataDir, 'postgres')} is incomplete: writing it was interrupted, or something else ` +
        'made it. If you need nothing in it, delete it and start again',
    )
    expect(existsSync(join(dataDir, 'postgres', 'base'))).toBe(true)
  })

  it('a data folder without its PG_VERSION', async () => {
    await (await start()).stop()
    rmSync(join(dataDir, 'postgres', 'PG_VERSION'))
    await expect(start()).rejects.toThrow(/is incomplete/)
  })

  it('a data folder of another major version, naming both', async () => {
    await (await start()).stop()
    writeFileSync(join(dataDir, 'postgres', 'PG_VERSION'), '14\n')
    await expect(start()).rejects.toThrow(/was written by Postgres 14, but Postgres 18 is installed/)
  })

  it('a requested port that is taken, naming it and the variable', async () => {
    const other = createServer().listen(0, '127.0.0.1')
    await once(other, 'listening')
    const address = other.address()
    const port = typeof address === 'object' ? address?.port : undefined
    await expect(start({ port })).rejects.toThrow(`Port ${port} (EMBEDDED_PG_PORT) is taken by another program`)
    other.close()
  })

  it.each([0, 70_000, 5432.5, Number.NaN])('%d as a port, saying what is allowed', async (port) => {
    await expect(start({ port })).rejects.toThrow(/EMBEDDED_PG_PORT must be a whole number from 1 to 65535/)
  })

  it('settings that Postgres itself refuses, with the end of its log', async () => {
    const first = await start()
    await first.stop()
    writeFileSync(join(dataDir, 'postgres', 'postgresql.conf'), 'no_such_setting = 1\n')
    await expect(start()).rejects.toThrow(/did not start on .*no_such_setting/s)
  })
})

describe.runIf(process.getuid?.() === 0)(
  'startPostgres in a folder that only root may enter',
  { timeout: 60_000 },
  () => {
    beforeEach(() => chmodSync(project, 0o700))

    it('puts the data outside, says so, and finds it again', async () => {
      const lines: string[] = []
      const first = await startPostgres({ dataDir, log: (line) => lines.push(line) })
      running.push(first)
      const { cluster } = readState()
      expect(cluster.startsWith(project)).toBe(false)
      expect(lines.filter((line) => line.includes(cluster))).toHaveLength(1)
      await query(first.uri, 'create table kept as select 42 as answer')
      await first.stop()
      const second = await start()
      expect(await query(second.uri, 'select answer from kept')).toEqual([{ answer: 42 }])
    })

    it('removes what temporary projects left outside that are gone', async () => {
      await (await start()).stop()
      const gone = realpathSync(join(dataDir, 'postgres'))
      const other = mkdtempSync(join(tmpdir(), 'coursewright-postgres-'))
      renameSync(dataDir, join(other, 'moved'))
      const second = await startPostgres({ dataDir: join(other, '.data') })
      running.push(second)
      expect(existsSync(gone)).toBe(false)
      await second.stop()
      rmSync(realpathSync(join(other, '.data', 'postgres')), { recursive: true })
      rmSync(other, { recursive: true })
    })

    it('starts afresh when the data folder inside was deleted', async () => {
      const first = await start()
      await query(first.uri, 'create table kept as select 42 as answer')
      await first.stop()
      rmSync(dataDir, { recursive: true })
      const second = await start()
      await expect(query(second.uri, 'select answer from kept')).rejects.toThrow(/does not exist/)
    })
  },
)
