import { renameSync, writeFileSync } from 'node:fs'
import type { ServerState } from './ServerState.js'

/** Written beside and renamed, so that readers without the lock see the old or the new state, never half of it. */
export function writeState(path: string, state: ServerState): void {
  const draft = `${path}.${process.pid}`
  writeFileSync(draft, `${JSON.stringify(state, null, 2)}\n`, { mode: 0o600 })
  renameSync(draft, path)
}
