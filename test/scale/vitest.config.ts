import path from 'node:path'
import { defineConfig } from 'vitest/config'

// What needs more than Node: `.ci/scale` runs it where that is there; `npm test` does not.
export default defineConfig({
  root: path.resolve(import.meta.dirname, '../..'),
  test: {
    name: 'scale',
    include: ['test/scale/**/*.test.ts'],
    testTimeout: 60_000,
    hookTimeout: 120_000,
    pool: 'forks',
    globalSetup: ['test/setup/compile.ts', 'test/setup/postgres.ts'],
    execArgv: ['--conditions=production'],
    maxWorkers: 1,
    fileParallelism: false,
  },
})
