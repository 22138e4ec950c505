import { spawn } from 'node:child_process'
import path from 'node:path'

export type Environment = Partial<NodeJS.ProcessEnv>

interface Command {
  folder: string
  /** Of `node_modules/.bin`, or `npm`. */
  name: string
  args: readonly string[]
  env?: Environment
}

/** Runs a command of the app in the app's folder. Rejects with its output when it fails. */
export const command = ({ folder, name, args, env }: Command): Promise<string> =>
  new Promise((resolve, reject) => {
    const bin = path.join(folder, 'node_modules/.bin')
    const child = spawn(name, args, {
      cwd: folder,
      // Next's types ask for a NODE_ENV, which a terminal has not.
      env: { ...inherited(), PATH: `${bin}${path.delimiter}${process.env.PATH}`, ...env } as NodeJS.ProcessEnv,
      stdio: ['ignore', 'pipe', 'pipe'],
      shell: process.platform === 'win32',
    })
    let output = ''
    for (const stream of [child.stdout, child.stderr]) stream.on('data', (chunk) => (output += chunk))
    child.on('error', reject)
    child.on('close', (code, signal) => {
      if (code === 0) resolve(output)
      else reject(new Error(`${name} ${args.join(' ')} ended with ${signal ?? code}:\n${output.slice(-6000)}`))
    })
  })

/** What a person's own terminal has: nothing of the test runner, nor of the npm that started it. */
const inherited = (): Environment => ({
  ...Object.fromEntries(Object.entries(process.env).filter(([name]) => !ofTheRunner.test(name))),
  NODE_OPTIONS: '--conditions=production',
  NEXT_TELEMETRY_DISABLED: '1',
})

const ofTheRunner = /^(NODE_ENV|TEST|PROD|DEV|MODE|INIT_CWD|VITEST.*|npm_(?!config_(cache|registry|userconfig)$).*)$/
