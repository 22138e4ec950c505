import { parseArgs } from 'node:util'
import type { WorkerOptions } from './WorkerOptions.js'

export interface WorkArgs {
  options: Pick<WorkerOptions, 'concurrency' | 'graceMs' | 'maxMemoryMb'>
  readyPort: number | undefined
}

/**
 * `[--concurrency 3] [--grace-ms 25000] [--max-memory-mb 1500] [--ready-port 8081]`; what a worker allows, `startWorker`
 * says.
 *
 * @throws Error naming the option
 */
export const parseWorkArgs = (args: string[]): WorkArgs => {
  const text = { type: 'string' } as const
  const { values } = parseArgs({
    args,
    options: { concurrency: text, 'grace-ms': text, 'max-memory-mb': text, 'ready-port': text },
  })
  const number = (name: keyof typeof values): number | undefined => {
    const value = values[name]
    if (value === undefined || /^\d+$/.test(value)) return value === undefined ? undefined : Number(value)
    throw new Error(`--${name} is "${value}"; give a whole number.`)
  }
  const readyPort = number('ready-port')
  if (readyPort !== undefined && readyPort > 65_535) {
    throw new Error(`--ready-port is "${readyPort}"; give a port number from 0 to 65535.`)
  }
  return {
    options: { concurrency: number('concurrency'), graceMs: number('grace-ms'), maxMemoryMb: number('max-memory-mb') },
    readyPort,
  }
}
