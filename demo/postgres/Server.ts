import type { ProcessIdentity } from './identifyProcess.js'

/** A running Postgres. */
export interface Server extends ProcessIdentity {
  /** On 127.0.0.1. */
  port: number
  password: string
  /** The folder with the data; outside of `.data` where Postgres could not enter it there. */
  cluster: string
}
