import { existsSync, rmSync } from 'node:fs'
import { readUsers } from './readUsers.js'
import type { ServerHold } from './ServerHold.js'
import { stopServer } from './stopServer.js'
import { withLock } from './withLock.js'
import { writeState } from './writeState.js'

/** Takes a user off the list; stops the server when no other is left, and returns when it is gone. */
export async function leaveServer({ dataDir, state, lock, server, user }: ServerHold): Promise<void> {
  // Somebody deleted the whole folder under a running server: nobody can adopt it any more.
  if (!existsSync(dataDir)) return stopServer(server)
  await withLock({ path: lock }, async () => {
    const others = readUsers(state).filter(({ id }) => id !== user.id)
    if (others.length > 0) return writeState(state, { ...server, users: others })
    await stopServer(server)
    rmSync(state, { force: true })
  })
}
