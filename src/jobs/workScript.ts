import { once } from 'node:events'
import { getPayload, type SanitizedConfig } from 'payload'
import { withoutPush } from '../database/adapter.js'
import { parseWorkArgs, workUntil } from './workUntil.js'

/**
 * `payload coursewright:work [--concurrency 3] [--grace-ms 25000] [--max-memory-mb 1500] [--ready-port 8081]`: a worker
 * until Ctrl-C or SIGTERM, which lets the steps under way end; a second one leaves at once. Exit code 1 when it could not
 * start, or ended because of its memory; Payload's command would make a 0 of anything that is thrown.
 *
 * `payload-coursewright work` starts it in a process set up for it.
 */
export const script = async (config: SanitizedConfig): Promise<void> => {
  try {
    await work(config)
  } catch (error) {
    process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`)
    process.exit(1)
  }
}

const work = async (config: SanitizedConfig): Promise<void> => {
  // What follows `payload coursewright:work`.
  const args = parseWorkArgs(process.argv.slice(3))
  const payload = await getPayload({ config: { ...config, db: withoutPush(config.db) } })
  const asked = Promise.race([once(process, 'SIGINT'), once(process, 'SIGTERM')]).then(() => {
    for (const signal of ['SIGINT', 'SIGTERM']) process.once(signal, () => process.exit(130))
  })
  const onStart = (readyPort: number | undefined) => payload.logger.info({ msg: 'working', ...args.options, readyPort })
  await workUntil({ payload, ...args, asked, onStart })
  await payload.destroy()
}
