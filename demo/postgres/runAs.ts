import { spawn } from 'node:child_process'
import { dirname } from 'node:path'
import type { Owner } from './Owner.js'

interface RunOptions {
  file: string
  args: string[]
  /** Default: whoever we are. */
  owner?: Owner
  /** In a session of its own, so that a terminal's Ctrl-C does not reach what it starts; its output is lost. Default false. */
  detached?: boolean
}

/**
 * Runs a program to its end.
 *
 * @returns its exit code and what it printed; a program that cannot be started gives the reason as output
 */
export async function runAs({
  file,
  args,
  owner,
  detached = false,
}: RunOptions): Promise<{ code: number; output: string }> {
  const child = spawn(file, args, {
    ...owner,
    detached,
    // The owner may be unable to enter our current folder.
    cwd: owner ? '/' : dirname(file),
    env: withoutPostgresVariables(process.env),
    // What a detached program leaves running would keep a pipe open, and us waiting for its end.
    stdio: detached ? 'ignore' : ['ignore', 'pipe', 'pipe'],
    windowsHide: true,
  })
  let output = ''
  for (const stream of [child.stdout, child.stderr]) {
    stream?.setEncoding('utf8').on('data', (text: string) => {
      output += text
    })
  }
  return new Promise((resolve) => {
    child.on('error', (error) => resolve({ code: 127, output: error.message }))
    child.on('close', (code) => resolve({ code: code ?? 1, output: output.trim() }))
  })
}

/** PGDATA, PGPORT and the like belong to another Postgres of this machine. */
function withoutPostgresVariables(env: NodeJS.ProcessEnv): NodeJS.ProcessEnv {
  const kept = { ...env }
  for (const name of Object.keys(kept)) if (name.startsWith('PG')) delete kept[name]
  return kept
}
