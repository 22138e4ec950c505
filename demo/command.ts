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

/** Resolves at the first Ctrl-C or SIGTERM; a second one leaves at once. */
export const untilSignal = (): Promise<void> =>
  new Promise((resolve) => {
    let asked = false
    for (const signal of ['SIGINT', 'SIGTERM'] as const) process.off(signal, leaveAtOnce)
    const leave = () => {
      if (asked) leaveAtOnce()
      asked = true
      resolve()
    }
    process.on('SIGINT', leave)
    process.on('SIGTERM', leave)
  })

/**
 * For Ctrl-C before a command is ready to end in order: leaves through the exit event, in which the embedded Postgres is
 * left too. Node's own way out has no such event.
 */
const leaveAtOnce = (): void => {
  process.exit(130)
}
