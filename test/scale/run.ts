import { execFile } from 'node:child_process'
import { promisify } from 'node:util'

const execute = promisify(execFile)

/** Runs a command of the system to its end. @throws with what it said when it fails */
export const run = async (command: string): Promise<string> => {
  const [file = '', ...args] = command.split(' ')
  return (await execute(file, args)).stdout
}
