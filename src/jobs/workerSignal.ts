import type { PayloadRequest } from 'payload'

const key = 'coursewrightWorkerSignal'

/** Hands a worker's signal through Payload's queue to our task: `createLocalReq({ context: withSignal(signal) })`. */
export const withSignal = (signal: AbortSignal): Record<string, unknown> => ({ [key]: signal })

/** The signal of the worker that runs this job; none when Payload's own runner does. */
export const signalOf = ({ context }: PayloadRequest): AbortSignal | undefined => {
  const signal = context[key]
  return signal instanceof AbortSignal ? signal : undefined
}
