import type { BasePayload } from 'payload'
import type { Notifications } from './createNotifications.js'

/** Where whoever has only Payload in its hands finds the notifications of its process. */
export const notificationsKey = 'coursewrightNotifications'

/** @throws Error when the config has no coursewright plugin */
export const notificationsOf = (payload: BasePayload): Notifications => {
  const notifications: Notifications | undefined = payload.config.custom?.[notificationsKey]
  if (!notifications) {
    throw new Error('This Payload config has no coursewright plugin: add coursewright({…}) to `plugins`.')
  }
  return notifications
}
