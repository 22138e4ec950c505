/**
 * For Ctrl-C before a command is ready to end in order: leaves through the exit event, in which the embedded Postgres is
 * left too. Node's own way out has no such event.
 */
export const leaveAtOnce = (): void => {
  process.exit(130)
}
