import { Webhook } from 'standardwebhooks'
import { causesOf } from '../errors.js'
import type { Settings } from '../options/Settings.js'
import type { ClaimedAlert } from './deliveryStore.js'

type WebhookSettings = NonNullable<Settings['alerts']['webhook']>

/**
 * Posts an alert, signed as Standard Webhooks has it: its receiver tells by `webhook-id` that it has had it already, and by
 * the signature over id, time and body that it is ours. A redirect is not followed: what is signed for one host is not for
 * another. The address is the operator's choice, so one of a private network is as good as any.
 *
 * @throws NotDelivered
 */
export const postWebhook = async ({ url, secret, timeoutMs }: WebhookSettings, alert: ClaimedAlert): Promise<void> => {
  const id = `alert_${alert.id}`
  const body = JSON.stringify(messageOf(alert))
  // The database's clock: a host whose own is minutes off would sign what nobody takes.
  const signedAt = new Date(alert.now)
  let response: Response
  try {
    response = await fetch(url, {
      method: 'POST',
      headers: {
        'content-type': 'application/json',
        'user-agent': 'payload-coursewright',
        'webhook-id': id,
        'webhook-timestamp': String(Math.floor(signedAt.getTime() / 1000)),
        'webhook-signature': new Webhook(secret).sign(id, signedAt, body),
      },
      body,
      redirect: 'manual',
      signal: AbortSignal.timeout(timeoutMs),
    })
  } catch (error) {
    throw new NotDelivered(nameOf(error))
  }
  // What it says is of no interest, and may never end.
  await response.body?.cancel().catch(() => undefined)
  const { status } = response
  if (status >= 300 && status < 400) throw new NotDelivered(`redirect ${status}`)
  if (!response.ok) throw new NotDelivered(`status ${status}`)
}

/** What is posted, and nothing else: how it is called and what it holds is documented in docs/operating.md. */
const messageOf = ({
  id,
  cause,
  level,
  message,
  count,
  provider,
  model,
  run,
  user,
  role,
  createdAt,
}: ClaimedAlert) => ({
  type: 'alert.raised',
  timestamp: createdAt,
  data: { id, cause, level, message, count, provider, model, run, user, role },
})

/** A try to deliver failed. Its message is a status or a code: addresses and keys stay out of logs and rows. */
export class NotDelivered extends Error {
  override readonly name = 'NotDelivered'
}

/** `ECONNREFUSED`, `TimeoutError`: what an error of the network or of an e-mail adapter may be called in a log. */
export const nameOf = (error: unknown): string => {
  let name = 'Error'
  for (const cause of causesOf(error)) {
    if ('code' in cause && typeof cause.code === 'string' && /^\w{1,60}$/.test(cause.code)) return cause.code
    name = cause.name
  }
  return name
}
