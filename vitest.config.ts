import { defineConfig } from 'vitest/config'

// Files share a process: loading Payload anew for each would be half of all their time. What would be seen by the next file,
// a mocked module or a changed environment, belongs to `isolated`.
const isolated = ['test/integration/protocol/brokenFence.test.ts', 'test/integration/database/migrations.test.ts']

const host = {
  pool: 'forks' as const,
  execArgv: ['--conditions=production'],
  globalSetup: ['test/setup/compile.ts', 'test/setup/postgres.ts'],
}

export default defineConfig({
  test: {
    maxWorkers: 2,
    projects: [
      {
        test: { name: 'unit', include: ['test/unit/**/*.test.ts'], isolate: false, sequence: { groupOrder: 0 } },
      },
      {
        test: {
          ...host,
          name: 'integration',
          include: ['test/integration/**/*.test.ts', 'test/chaos/**/*.test.ts'],
          exclude: isolated,
          isolate: false,
          testTimeout: 60_000,
          hookTimeout: 120_000,
          sequence: { groupOrder: 1 },
        },
      },
      {
        test: {
          ...host,
          name: 'isolated',
          include: isolated,
          testTimeout: 60_000,
          hookTimeout: 120_000,
          sequence: { groupOrder: 1 },
        },
      },
      {
        test: {
          ...host,
          name: 'e2e',
          include: ['test/e2e/**/*.test.ts', 'test/package/**/*.test.ts'],
          testTimeout: 300_000,
          hookTimeout: 300_000,
          maxWorkers: 1,
          fileParallelism: false,
          sequence: { groupOrder: 2 },
        },
      },
    ],
  },
})
