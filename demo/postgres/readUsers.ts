import { readFileSync } from 'node:fs'
import { isRunning } from './isRunning.js'
import type { ServerState, ServerUser } from './ServerState.js'

/** The users named in `postgres.json` that still run; a killed one has not said goodbye. */
export function readUsers(path: string): ServerUser[] {
  try {
    const { users } = JSON.parse(readFileSync(path, 'utf8')) as ServerState
    return users.filter(isRunning)
  } catch (error) {
    // A damaged file says no more than a missing one; the server itself is found through its data folder.
    const isMissing = (error as NodeJS.ErrnoException).code === 'ENOENT'
    if (isMissing || error instanceof SyntaxError || error instanceof TypeError) return []
    throw error
  }
}
