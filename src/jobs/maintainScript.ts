import { commandScript } from './commandScript.js'
import { maintainByHand } from './maintenance/runTasks.js'

/**
 * `payload coursewright:maintain [task…]`: does these tasks of maintenance now, `due` those whose time has come, and without
 * a name lists them all. Fails when one failed, is unknown, or is being done by another process.
 */
export const script = commandScript({
  read: (args) => args,
  work: (payload, args) => maintainByHand({ payload, args, say: (line) => process.stdout.write(`${line}\n`) }),
})
