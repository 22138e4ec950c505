/** Resolves at the first Ctrl-C or SIGTERM; a second one leaves at once. */
export const untilSignal = (): Promise<void> =>
  new Promise((resolve) => {
    let asked = false
    const leave = () => {
      if (asked) process.exit(130)
      asked = true
      resolve()
    }
    process.on('SIGINT', leave)
    process.on('SIGTERM', leave)
  })
