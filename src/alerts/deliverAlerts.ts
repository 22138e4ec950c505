import type { BasePayload } from 'payload'
import { loggable } from '../errors.js'
import type { Settings } from '../options/Settings.js'
import { poolStore } from '../runs/sql/store.js'
import { shorten } from '../text.js'
import { wait } from '../waiting.js'
import { type ClaimedAlert, claimDeliveries, type Deliveries, settleDelivery } from './deliveryStore.js'
import { NotDelivered, nameOf, postWebhook } from './postWebhook.js'

/** Alerts one pass takes: they are posted side by side, and go into one e-mail. */
const mostAtOnce = 50

const minute = 60_000

/** How long after each try the next one comes; after the last of them, some eight hours later, nobody tries any more. */
const againAfterMs = [10_000, minute, 5 * minute, 15 * minute, 60 * minute, 2 * 60 * minute, 5 * 60 * minute]

interface DeliverAlerts {
  /** Milliseconds the e-mail adapter may take. Default 20,000. */
  emailTimeoutMs?: number
}

interface Delivered {
  /** Alerts that all who are to be told have been told of. */
  delivered: number
  /** Those that are tried again later. */
  waiting: number
  /** Those that nobody tries any more. */
  givenUp: number
}

/**
 * Tells by e-mail and webhook of the alerts that are due: each at least once, however many workers do this side by side,
 * and again where one of them died in the middle. Takes no longer than its timeouts, and never throws: who does it has other
 * things to do.
 */
export const deliverAlerts = async (
  payload: BasePayload,
  settings: Settings,
  { emailTimeoutMs = 20_000 }: DeliverAlerts = {},
): Promise<Delivered> => {
  const counts = { delivered: 0, waiting: 0, givenUp: 0 }
  const { webhook } = settings.alerts
  const store = poolStore(payload, settings)
  try {
    const holdMs = Math.max(emailTimeoutMs, webhook?.timeoutMs ?? 0) + minute
    const alerts = await claimDeliveries(store, { most: mostAtOnce, holdMs })
    if (alerts.length === 0) return counts
    const mail = sendEmail(payload, settings, { alerts, timeoutMs: emailTimeoutMs })
    await Promise.all(
      alerts.map(async (alert) => {
        const [email, posted] = await Promise.all([
          alert.deliveries.email?.deliveredAt ? alert.deliveries.email : mail,
          alert.deliveries.webhook?.deliveredAt
            ? alert.deliveries.webhook
            : webhook && outcomeOf(postWebhook(webhook, alert), alert.now),
        ])
        const isDone = ![email, posted].some((outcome) => outcome?.error)
        const againMs = isDone ? undefined : againAfterMs[alert.deliveries.tries - 1]
        const deliveries = { ...alert.deliveries, email, webhook: posted }
        await settleDelivery(store, { alert, deliveries, againMs })
        counts[isDone ? 'delivered' : againMs === undefined ? 'givenUp' : 'waiting'] += 1
        if (!isDone) tellFailure(payload, { alert, deliveries, againMs })
      }),
    )
  } catch (err) {
    payload.logger.error({ err: loggable(err), msg: 'alerts could not be delivered; they are tried again' })
  }
  return counts
}

type Outcome = Deliveries['email']

const outcomeOf = async (sent: Promise<void>, now: string): Promise<Outcome> => {
  try {
    await sent
    return { deliveredAt: now }
  } catch (error) {
    return { error: error instanceof NotDelivered ? error.message : nameOf(error) }
  }
}

/** All that have not been mailed yet, in one e-mail: what happens to a hundred runs at once is no hundred e-mails. */
const sendEmail = async (
  payload: BasePayload,
  { alerts: { email }, slugs }: Settings,
  { alerts, timeoutMs }: { alerts: readonly ClaimedAlert[]; timeoutMs: number },
): Promise<Outcome> => {
  const to = typeof email === 'string' ? [email] : [...(email ?? [])]
  const [first, ...others] = alerts.filter(({ deliveries }) => !deliveries.email?.deliveredAt)
  if (to.length === 0 || !first) return undefined
  const lines = [first, ...others].map(({ message, level, createdAt }) => `${createdAt} ${level}: ${message}`)
  const link = adminUrlOf(payload, slugs.generationLogs)
  const more = others.length > 0 ? ` (and ${others.length} more)` : ''
  const done = new AbortController()
  const tooLate = wait(timeoutMs, done.signal).then(() => {
    if (!done.signal.aborted) throw new NotDelivered('no answer in time')
  })
  const send = async () => {
    const subject = shorten(`[Coursewright] ${first.message}`.replace(/\s+/g, ' '), longestSubject) + more
    const text = [...lines, ...(link ? ['', `Acknowledge: ${link}`] : [])].join('\n')
    await payload.sendEmail({ to, subject, text })
  }
  const outcome = await outcomeOf(Promise.race([send(), tooLate]), first.now)
  done.abort()
  return outcome
}

const longestSubject = 150

/** Where the open alerts stand in the panel, for hosts that say where they are. */
const adminUrlOf = ({ config }: BasePayload, slug: string): string | undefined => {
  const query = '?where[type][equals]=alert&where[acknowledgedAt][exists]=false'
  return config.serverURL ? `${config.serverURL}${config.routes.admin}/collections/${slug}${query}` : undefined
}

/** What to warn of at boot: Payload only writes e-mails into its log while a host has no way to send them. */
export const emailNotice = ({ email }: BasePayload, { alerts }: Settings): string | undefined =>
  alerts.email?.length && email.name === 'console'
    ? 'coursewright: alerts are to go out by e-mail (alerts.email), but this config has no `email` adapter, so nobody gets them.'
    : undefined

const tellFailure = (
  payload: BasePayload,
  { alert, deliveries, againMs }: { alert: ClaimedAlert; deliveries: Deliveries; againMs: number | undefined },
): void => {
  const { tries, email, webhook } = deliveries
  const facts = { alert: alert.id, cause: alert.cause, tries, email: email?.error, webhook: webhook?.error }
  if (againMs === undefined)
    payload.logger.error({ ...facts, msg: 'an alert was not delivered, and is not tried again' })
  else payload.logger.warn({ ...facts, msg: 'an alert was not delivered; it is tried again', againMs })
}
