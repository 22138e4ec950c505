import type { ChildProcess } from 'node:child_process'
import { once } from 'node:events'

export interface Output {
  stdout: string
  stderr: string
}

/** What a process says, growing while it runs. */
export const outputOf = (child: ChildProcess): Output => {
  const output = { stdout: '', stderr: '' }
  child.stdout?.on('data', (chunk) => {
    output.stdout += chunk
  })
  child.stderr?.on('data', (chunk) => {
    output.stderr += chunk
  })
  return output
}

/** All it said and its exit code, once it has ended. */
export const ended = async (child: ChildProcess): Promise<Output & { code: number | null }> => {
  const output = outputOf(child)
  const [code] = await once(child, 'close')
  return { code, ...output }
}
