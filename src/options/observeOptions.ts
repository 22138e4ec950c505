import { z } from 'zod'
import { strict } from './parseOptions.js'

/** The option `metrics`. */
export interface MetricsOptions {
  /**
   * What a scraper sends as `Authorization: Bearer …` to `GET /generation/metrics`; at least 16 characters. Without one, or
   * with empty text, there is no such route. Default: none.
   */
  token?: string
}

const shortestToken = 16

const tokenError = { error: `give text of at least ${shortestToken} visible characters, without spaces` }

/** Empty counts as left out, as it comes from an empty variable in the environment. */
const token = z
  .string(tokenError)
  .regex(new RegExp(`^$|^[!-~]{${shortestToken},}$`), tokenError)
  .optional()
  .transform((given) => given || undefined)

export const metricsSchema = strict({ token }).prefault({})
