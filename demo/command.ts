import { leaveAtOnce } from './leaveAtOnce.js'

/**
 * Runs a command of the reference host: prints an error as one plain line and sets the exit code, because a script that
 * merely throws may exit with 0.
 */
export const command = async (run: () => Promise<void>): Promise<void> => {
  for (const signal of ['SIGINT', 'SIGTERM'] as const) process.on(signal, leaveAtOnce)
  try {
    await run()
  } catch (error) {
    process.exitCode = 1
    process.stderr.write(`${process.env.DEBUG && error instanceof Error ? error.stack : messageOf(error)}\n`)
  } finally {
    // Payload and its pool may keep handles open; everything that matters has been stopped by now.
    setTimeout(() => process.exit(), 1000).unref()
  }
}

const messageOf = (error: unknown): string => (error instanceof Error ? error.message : String(error))
