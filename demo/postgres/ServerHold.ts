import type { Server } from './Server.js'
import type { ServerUser } from './ServerState.js'

/** One user's hold on a server: what is needed to let go of it. */
export interface ServerHold {
  dataDir: string
  /** Path of `postgres.json`. */
  state: string
  /** Path of the lock file. */
  lock: string
  server: Server
  user: ServerUser
}
