import type { BasePayload } from 'payload'
import type { Settings } from './Settings.js'

/** Where a worker, which has only Payload in its hands, finds how the plugin was set up. */
export const settingsKey = 'coursewright'

/** @throws Error when the config has no coursewright plugin */
export const settingsOf = (payload: BasePayload): Settings => {
  const settings: Settings | undefined = payload.config.custom?.[settingsKey]
  if (!settings) throw new Error('This Payload config has no coursewright plugin: add coursewright({…}) to `plugins`.')
  return settings
}
