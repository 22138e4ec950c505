import { readFileSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { setTimeout as wait } from 'node:timers/promises'
import { choosePort, takenPort } from './choosePort.js'
import type { Binaries } from './findBinaries.js'
import { findServer } from './findServer.js'
import type { Owner } from './Owner.js'
import { PostgresProblem } from './PostgresProblem.js'
import { readPidFile } from './readPidFile.js'
import { runAs } from './runAs.js'
import type { Server } from './Server.js'

const START_TIMEOUT_SECONDS = 60
const RETRY_MS = 100
const MAX_TRIES = 50

interface LaunchOptions {
  cluster: string
  owner: Owner | undefined
  binaries: Binaries
  /** Default: a free one. */
  port?: number
}

/**
 * Starts Postgres on a data folder, in a session of its own: it outlives us and does not hear a terminal's Ctrl-C.
 *
 * @throws PostgresProblem when the port is taken or Postgres gives another reason
 */
export async function launchServer({ cluster, owner, binaries, port: requested }: LaunchOptions): Promise<Server> {
  const log = join(cluster, 'server.log')
  for (let tries = 1; ; tries += 1) {
    const port = await choosePort(requested)
    rmSync(log, { force: true })
    // Postgres itself takes any process with that pid for its predecessor, also an unreaped one.
    if (!readPidFile(cluster)) rmSync(join(cluster, 'postmaster.pid'), { force: true })
    const args = [
      'start',
      '-s',
      '-w',
      '-t',
      String(START_TIMEOUT_SECONDS),
      '-D',
      cluster,
      '-l',
      log,
      '-o',
      settings(port),
    ]
    await runAs({ file: binaries.pgCtl, args, owner, detached: true })
    const server = await findServer(cluster)
    if (server) return server
    const reason = readReason(log)
    const lostPort = /could not bind|could not create any TCP\/IP sockets/i.test(reason)
    if (lostPort && requested !== undefined) throw takenPort(requested)
    // Children of a killed server hold its memory until they notice; that takes moments.
    const mayPass = lostPort || /shared memory block/i.test(reason)
    if (!mayPass || tries >= MAX_TRIES) {
      throw new PostgresProblem(`Postgres did not start on ${cluster}. Its log ${log} ends with: ${reason}`)
    }
    await wait(RETRY_MS)
  }
}

function settings(port: number): string {
  return `-p ${port} -c listen_addresses=127.0.0.1 -c unix_socket_directories= -c max_connections=200`
}

function readReason(log: string): string {
  try {
    return readFileSync(log, 'utf8').trim().split('\n').slice(-8).join('\n') || '(nothing)'
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return '(it was not written)'
    throw error
  }
}
