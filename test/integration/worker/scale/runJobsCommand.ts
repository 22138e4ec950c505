import path from 'node:path'
import { postgres } from '../../../../src/database/adapter.js'
import { Child } from '../../../shared/Child.js'
import type { TestPayload } from '../../helpers/startTestPayload.js'

interface RunJobsCommand {
  host: TestPayload
  queue: string
}

/** `payload jobs:run --queue …`, in a process of its own, on the host's database; fails when the command does. */
export const runJobsCommand = async ({ host, queue }: RunJobsCommand): Promise<void> => {
  const command = new Child({
    args: [path.resolve('node_modules/payload/bin.js'), 'jobs:run', '--queue', queue],
    env: {
      ...process.env,
      PAYLOAD_CONFIG_PATH: path.resolve('test/integration/worker/scale/jobsCommand.config.ts'),
      DATABASE_URI: postgres(host.payload).poolOptions.connectionString,
      MODEL_URL: host.model.baseURL,
    },
  })
  const { code } = await command.ended()
  if (code !== 0) throw new Error(`The command ended with ${code}.`)
}
