import { execFile } from 'node:child_process'
import { randomUUID } from 'node:crypto'
import { rm } from 'node:fs/promises'
import { createRequire } from 'node:module'
import path from 'node:path'
import { promisify } from 'node:util'

export interface CompiledWorker {
  /** `worker.js`. */
  script: string
  /** To be called when nobody runs it any more. */
  remove(): Promise<void>
}

/**
 * The worker and all of the plugin as JavaScript. What is killed is what hosts run, and it starts in half the time that a
 * loader of TypeScript takes.
 */
export const compileWorker = async (): Promise<CompiledWorker> => {
  // Inside the project, so that its packages are found and `.js` means ES modules as it does there.
  const folder = path.resolve('.data', `worker_${randomUUID()}`)
  const tsc = createRequire(import.meta.url).resolve('typescript/bin/tsc')
  const config = path.resolve('test/chaos/tsconfig.worker.json')
  await promisify(execFile)(process.execPath, [tsc, '-p', config, '--outDir', folder]).catch((error) => {
    throw new Error(`The worker cannot be compiled: ${error.stdout}`, { cause: error })
  })
  return {
    script: path.join(folder, 'test/chaos/worker.js'),
    remove: () => rm(folder, { recursive: true, force: true }),
  }
}
