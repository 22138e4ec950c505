import { type BasePayload, getPayload, type SanitizedConfig } from 'payload'
import { withoutPush } from '../database/adapter.js'
import { loggable } from '../errors.js'

interface Command<Args> {
  /** Reads what follows `payload coursewright:…`, before Payload starts; throws where it makes no sense. */
  read(args: string[]): Args
  work(payload: BasePayload, args: Args): Promise<void>
}

/**
 * The `script` that Payload calls for a command of ours. Exit code 1 and the reason alone when anything was thrown: Payload
 * would make a 0 of it.
 */
export const commandScript =
  <Args>({ read, work }: Command<Args>) =>
  async (config: SanitizedConfig): Promise<void> => {
    try {
      const args = read(process.argv.slice(3))
      const payload = await getPayload({ config: { ...config, db: withoutPush(config.db) } })
      await work(payload, args)
      await payload.destroy()
    } catch (error) {
      // What Postgres said, not the query.
      const reason = loggable(error)
      process.stderr.write(`${reason instanceof Error ? reason.message : String(reason)}\n`)
      process.exit(1)
    }
  }
