import { once } from 'node:events'
import { commandScript } from './commandScript.js'
import { parseWorkArgs, workUntil } from './workUntil.js'

/**
 * `payload coursewright:work [--concurrency 3] [--grace-ms 25000] [--max-memory-mb 1500] [--ready-port 8081]`: a worker
 * until Ctrl-C or SIGTERM, which lets the steps under way end; a second one leaves at once. Fails when it could not start,
 * or ended because of its memory.
 *
 * `payload-coursewright work` starts it in a process set up for it.
 */
export const script = commandScript({
  read: parseWorkArgs,
  work: async (payload, args) => {
    const asked = Promise.race([once(process, 'SIGINT'), once(process, 'SIGTERM')]).then(() => {
      for (const signal of ['SIGINT', 'SIGTERM']) process.once(signal, () => process.exit(130))
    })
    const onStart = (readyPort: number | undefined) =>
      payload.logger.info({ msg: 'working', ...args.options, readyPort })
    await workUntil({ payload, ...args, asked, onStart })
  },
})
