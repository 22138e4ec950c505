import { postgresAdapter } from '@payloadcms/db-postgres'
import { buildConfig, type Config, type Plugin, type SanitizedConfig } from 'payload'
import { Users } from '../../demo/host/Users.js'
import { coursewright, type PluginOptions } from '../../src/index.js'

interface TestConfig {
  options?: PluginOptions
  /** Of connections. Default: to the database of DATABASE_URI, which processes that tests start are given. */
  pool?: Parameters<typeof postgresAdapter>[0]['pool']
  /** More of the config: collections come after the users, plugins before ours. */
  config?: Partial<Config>
  pluginsAfter?: Plugin[]
}

/**
 * The config that hosts of tests and benches begin with, here and in processes that tests start: users, our plugin, and
 * tables that are there already. It logs nothing unless TEST_LOG names a level.
 */
export const testConfig = ({
  options,
  pool,
  config = {},
  pluginsAfter = [],
}: TestConfig = {}): Promise<SanitizedConfig> =>
  buildConfig({
    secret: 'test',
    telemetry: false,
    typescript: { autoGenerate: false },
    logger: { options: { level: process.env.TEST_LOG ?? 'silent' } },
    db: postgresAdapter({ pool: { connectionString: process.env.DATABASE_URI ?? '', ...pool }, push: false }),
    ...config,
    collections: [Users, ...(config.collections ?? [])],
    plugins: [...(config.plugins ?? []), coursewright(options), ...pluginsAfter],
  })
