import { type ChildProcess, type SpawnOptions, spawn } from 'node:child_process'
import path from 'node:path'
import { projectFolder } from './environment.js'

/** Next for the reference host, in production, as a child process. */
export const spawnNext = (args: readonly string[], options: SpawnOptions): ChildProcess =>
  spawn(process.execPath, [path.join(projectFolder, 'node_modules/next/dist/bin/next'), ...args], {
    ...options,
    cwd: projectFolder,
    env: {
      ...process.env,
      NODE_ENV: 'production',
      NODE_OPTIONS: '--conditions=production',
      NEXT_TELEMETRY_DISABLED: '1',
    },
  })
