import { readFileSync, readlinkSync, realpathSync } from 'node:fs'
import { join } from 'node:path'
import { identifyProcess, type ProcessIdentity } from './identifyProcess.js'

/**
 * The live process and the port that `postmaster.pid` of a data folder names; `undefined` when there is no such file,
 * or it was left by a server that died and whose pid is free, unreaped, or somebody else's.
 */
export function readPidFile(cluster: string): (ProcessIdentity & { port: number }) | undefined {
  let lines: string[]
  try {
    lines = readFileSync(join(cluster, 'postmaster.pid'), 'utf8').split('\n')
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return undefined
    throw error
  }
  const identity = identifyProcess(Number(lines[0]))
  if (!identity || !mayServe(identity.pid, cluster)) return undefined
  return { ...identity, port: Number(lines[3]) }
}

/** A Postgres works in its data folder. Where that cannot be seen, only a connection tells. */
function mayServe(pid: number, cluster: string): boolean {
  if (process.platform !== 'linux') return true
  try {
    return readlinkSync(`/proc/${pid}/cwd`) === realpathSync(cluster)
  } catch (error) {
    const code = (error as NodeJS.ErrnoException).code
    // We may look into every process that could be ours.
    if (code === 'EACCES' || code === 'ENOENT') return false
    throw error
  }
}
