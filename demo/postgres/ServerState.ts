import type { ProcessIdentity } from './identifyProcess.js'
import type { Server } from './Server.js'

/** Someone who asked for the server and has not left yet. One process may be several users. */
export interface ServerUser extends ProcessIdentity {
  id: string
}

/** What `.data/postgres.json` holds while the server runs; the file is gone when it does not. */
export interface ServerState extends Server {
  users: ServerUser[]
}
