import { leaveAtOnce } from './leaveAtOnce.js'

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
