import { defineConfig, type Plugin } from 'vitest/config'
import { SlowFirst, slow } from './test/setup/slow.js'

// Files share a process: loading Payload anew for each would be half of all their time. What the next file would see of them,
// a mocked module or a changed environment, is kept apart.
const isolated = [
  'test/integration/access/narrowerHost.test.ts',
  'test/integration/database/migrations.test.ts',
  'test/integration/protocol/brokenFence.test.ts',
]

/** By `npm run test:quick`. */
const leftOut = process.env.TEST_QUICK ? slow : []

/** Of every process that runs tests. With more room for young objects, which are collected less often, tests take 5 % less time. */
const execArgv = ['--conditions=production', '--max-semi-space-size=64']

/** Of everything that has Payload, Postgres or processes of its own. */
const host = {
  pool: 'forks' as const,
  execArgv,
  globalSetup: ['test/setup/compile.ts', 'test/setup/postgres.ts'],
  // More than two cores, because the tests wait for processes, leases and builds too; with more of them at once each takes longer,
  // and none is done sooner.
  maxWorkers: 3,
  testTimeout: 120_000,
  hookTimeout: 120_000,
  sequence: { groupOrder: 1 },
}

/**
 * Takes away the import condition `development`, which Vitest adds: packages load as they do for hosts, and not their slow builds
 * that check more. Vite merges lists, so it cannot be left out of one.
 */
const asHosts: Plugin = {
  name: 'as-hosts',
  configResolved: ({ ssr }) => {
    const { conditions } = ssr.resolve ?? {}
    if (!conditions?.includes(development)) throw new Error('Vitest names the condition `development` otherwise now.')
    conditions.splice(conditions.indexOf(development), 1)
  },
}
const development = 'development|production'

export default defineConfig({
  test: {
    sequence: { sequencer: SlowFirst },
    projects: [
      {
        plugins: [asHosts],
        test: {
          name: 'unit',
          execArgv,
          include: ['test/unit/**/*.test.ts'],
          isolate: false,
          // Vitest would leave a core to itself, which has nothing to do meanwhile.
          maxWorkers: '100%',
          // Some speak HTTP or search trees of moves: far less on a machine with nothing else to do.
          testTimeout: 30_000,
          sequence: { groupOrder: 0 },
        },
      },
      {
        plugins: [asHosts],
        test: {
          ...host,
          name: 'integration',
          include: ['test/integration/**/*.test.ts', 'test/chaos/**/*.test.ts'],
          exclude: [...isolated, ...leftOut],
          isolate: false,
        },
      },
      { plugins: [asHosts], test: { ...host, name: 'isolated', include: isolated } },
      {
        plugins: [asHosts],
        test: {
          ...host,
          name: 'e2e',
          include: ['test/e2e/**/*.test.ts', 'test/package/**/*.test.ts'],
          setupFiles: ['test/setup/shownAtFailure.ts'],
          exclude: leftOut,
          testTimeout: 600_000,
          hookTimeout: 600_000,
        },
      },
    ],
  },
})
