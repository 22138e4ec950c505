import type { ServerFault } from './ServerFault.js'
import type { ServerCall } from './startFaultServer.js'

const malformed = ['nearJson', 'prose', 'brokenBody'] as const
const RETRY_AFTER_SECONDS = 1
const SILENT_SHARE = 0.05

interface StormFault {
  /** Whether one call in twenty never answers, too. */
  withSilence: boolean
}

/** 30 % 429 with `Retry-After`, 10 % 500, 10 % cut connections, 10 % malformed JSON of three kinds. */
export const stormFault =
  ({ withSilence }: StormFault) =>
  ({ random }: ServerCall): ServerFault | undefined => {
    const luck = random('fault')
    if (luck < 0.3) return { status: 429, retryAfterSeconds: RETRY_AFTER_SECONDS }
    if (luck < 0.4) return { status: 500 }
    if (luck < 0.5) return 'drop'
    if (luck < 0.6) return malformed[Math.floor(random('malformed') * malformed.length)]
    return withSilence && luck < 0.6 + SILENT_SHARE ? 'hang' : undefined
  }
