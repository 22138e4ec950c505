import { existsSync, rmSync } from 'node:fs'
import { isRunning } from './isRunning.js'
import { lockFile } from './lockFile.js'
import { readUsers } from './readUsers.js'
import type { ServerHold } from './ServerHold.js'
import { writeState } from './writeState.js'

const POLL_MS = 20
const PATIENCE_MS = 2_000

/**
 * The same for a process about to end, which can wait for nothing: the server is told to stop and not waited for.
 * Who finds the lock taken for too long goes all the same; the next command notices that it has gone.
 */
export function leaveServerSync({ dataDir, state, lock, server, user }: ServerHold): void {
  if (!existsSync(dataDir)) {
    tellToStop(server)
    return
  }
  const deadline = Date.now() + PATIENCE_MS
  let release = lockFile(lock)
  while (!release && Date.now() < deadline) {
    Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, POLL_MS)
    release = lockFile(lock)
  }
  if (!release) return
  try {
    const others = readUsers(state).filter(({ id }) => id !== user.id)
    if (others.length > 0) writeState(state, { ...server, users: others })
    else {
      tellToStop(server)
      rmSync(state, { force: true })
    }
  } finally {
    release()
  }
}

function tellToStop(server: ServerHold['server']): void {
  if (isRunning(server)) process.kill(server.pid, 'SIGINT')
}
