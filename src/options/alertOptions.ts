import { z } from 'zod'
import { strict, text, whole } from './parseOptions.js'

/** Where alerts are posted, signed by Standard Webhooks. */
export interface WebhookOptions {
  /** Where alerts are posted: http(s), any host that your servers reach, one of your own network too. */
  url: string
  /** What they are signed with: `whsec_` and 24 to 64 bytes in base64, as Standard Webhooks has it. */
  secret: string
  /** Milliseconds one try may take. Default 5,000. */
  timeoutMs?: number
}

/** The option `alerts`. */
export interface AlertOptions {
  /** Who is told by e-mail, over the `email` adapter of the Payload config. Default: nobody. */
  email?: string | readonly string[]
  /** Who is told over HTTP. Default: nobody. */
  webhook?: WebhookOptions
  /** Highest share of calls that may have no answer in time. Default 0.05. */
  maxTimeoutShare?: number
  /** Highest share of calls that may go to another provider than the first. Default 0.1. */
  maxFallbackShare?: number
  /** Lowest share of answers that must be what was requested. Default 0.95. */
  minPassShare?: number
  /** Calls within an hour from which on these shares say anything. Default 20. */
  minCalls?: number
  /** Lowest mean score, 0 to 1, of the drafts of a day. Default 0.9. */
  minScore?: number
  /** Drafts within a day from which on their mean score says anything. Default 20. */
  minDrafts?: number
  /** Share of a budget of a user, a role or the site from which on it is told that it is nearly used up. Default 0.8. */
  maxBudgetShare?: number
  /** Minutes for which steps may be due while none is begun or ended. Default 5. */
  maxQueueMinutes?: number
  /** Requests of one user that limits may refuse within an hour. Default 10. */
  maxRefusals?: number
}

const shareError = { error: 'give a share from 0 to 1' }
const share = z.number(shareError).min(0, shareError).max(1, shareError)

const address = text.regex(/^[^\s@]+@[^\s@]+$/, { error: 'give an e-mail address' })

const urlError = {
  error: 'give an http(s) URL without user and password, such as https://hooks.example.com/coursewright',
}
const url = z.string(urlError).refine((given) => {
  if (!URL.canParse(given)) return false
  const { protocol, username, password } = new URL(given)
  return /^https?:$/.test(protocol) && username === '' && password === ''
}, urlError)

const secretError = {
  error: 'give whsec_ and 24 to 64 bytes in base64, such as `echo whsec_$(openssl rand -base64 32)` prints',
}
const secret = z.string(secretError).refine((given) => {
  const [, base64 = ''] = /^whsec_([\w+/]+={0,2})$/.exec(given) ?? []
  const bytes = Buffer.from(base64, 'base64')
  return bytes.toString('base64') === base64 && bytes.length >= 24 && bytes.length <= 64
}, secretError)

export const alertsSchema = strict({
  email: z.union([address, z.array(address)], { error: 'give an e-mail address, or a list of them' }).optional(),
  webhook: strict({ url, secret, timeoutMs: whole(100, 60_000).default(5000) }).optional(),
  maxTimeoutShare: share.default(0.05),
  maxFallbackShare: share.default(0.1),
  minPassShare: share.default(0.95),
  minCalls: whole(1, 1_000_000).default(20),
  minScore: share.default(0.9),
  minDrafts: whole(1, 1_000_000).default(20),
  maxBudgetShare: share.default(0.8),
  maxQueueMinutes: whole(1, 10_080).default(5),
  maxRefusals: whole(1, 10_000).default(10),
}).prefault({})
