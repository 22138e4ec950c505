import { identifyProcess, type ProcessIdentity } from './identifyProcess.js'

/** Whether exactly this process still runs, and not another one that was given its pid. */
export function isRunning(identity: ProcessIdentity): boolean {
  return identifyProcess(identity.pid)?.started === identity.started
}
