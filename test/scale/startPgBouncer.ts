import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { chown, mkdtemp, rm, writeFile } from 'node:fs/promises'
import { connect } from 'node:net'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { findFreePort } from '../../demo/host/ports.js'
import { findOwner } from '../../demo/postgres/programs.js'
import { waitFor } from '../shared/waitFor.js'

interface PgBouncerOptions {
  /** Of the Postgres behind it. */
  uri: string
  /** Connections to Postgres that all clients share. */
  connections: number
  /** Parameters of a new connection that it overlooks instead of refusing the connection. */
  ignored?: string[]
}

interface PgBouncer {
  /** The given address, through it. */
  uri: string
  stop(): Promise<void>
}

/** PgBouncer in transaction mode, as installed on this machine. */
export const startPgBouncer = async ({ uri, connections, ignored = [] }: PgBouncerOptions): Promise<PgBouncer> => {
  const { hostname, port: postgresPort, username, password } = new URL(uri)
  const port = await findFreePort()
  // It refuses to run as root.
  const owner = findOwner()
  const folder = await mkdtemp(path.join(tmpdir(), 'coursewright-pgbouncer-'))
  const file = path.join(folder, 'pgbouncer.ini')
  const settings = {
    listen_addr: '127.0.0.1',
    listen_port: port,
    unix_socket_dir: '',
    auth_type: 'any',
    pool_mode: 'transaction',
    default_pool_size: connections,
    max_client_conn: 200,
    ignore_startup_parameters: ['extra_float_digits', ...ignored].join(', '),
  }
  const lines = Object.entries(settings).map(([name, value]) => `${name} = ${value}`)
  const target = `* = host=${hostname} port=${postgresPort} user=${username} password=${password}`
  await writeFile(file, ['[databases]', target, '[pgbouncer]', ...lines, ''].join('\n'))
  if (owner) for (const item of [folder, file]) await chown(item, owner.uid, owner.gid)

  const child = spawn('pgbouncer', ['-q', file], { ...owner, cwd: folder, stdio: ['ignore', 'ignore', 'ignore'] })
  const exit = once(child, 'exit')
  await waitFor('PgBouncer to listen', () => accepts(port))
  const through = new URL(uri)
  through.hostname = '127.0.0.1'
  through.port = String(port)
  return {
    uri: through.href,
    stop: async () => {
      child.kill('SIGTERM')
      await exit
      await rm(folder, { recursive: true })
    },
  }
}

const accepts = async (port: number): Promise<boolean> => {
  const socket = connect(port, '127.0.0.1')
  try {
    await once(socket, 'connect')
    return true
  } catch {
    // Not yet: `once` rejects with the refusal.
    return false
  } finally {
    socket.destroy()
  }
}
