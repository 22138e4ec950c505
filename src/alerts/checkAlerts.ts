import type { BasePayload } from 'payload'
import { loggable } from '../errors.js'
import type { Settings } from '../options/Settings.js'
import { type Alert, raiseAlert } from '../runs/alerts.js'
import { poolStore } from '../runs/sql/store.js'
import { watchBudgets } from './watchBudgets.js'
import { watchCalls } from './watchCalls.js'
import { watchQueue } from './watchQueue.js'
import { watchScores } from './watchScores.js'

/**
 * Looks for what nobody notices while it happens, because it shows only in numbers of many calls, runs or drafts, and raises
 * an alert for it. What happens at one moment, such as a refused key, is raised there and then. Meant to be called each minute,
 * by one process; by several it does no harm. Never throws, and one look that fails keeps no other from being taken.
 *
 * @returns how many alerts there was reason for, with those that were told lately
 */
export const checkAlerts = async (payload: BasePayload, settings: Settings): Promise<number> => {
  const store = poolStore(payload, settings)
  const looks: readonly (() => Promise<Alert[]>)[] = [
    () => watchCalls(store, settings),
    () => watchQueue(store, settings),
    () => watchBudgets(payload, settings),
    () => watchScores(payload, settings),
  ]
  let found = 0
  for (const look of looks) {
    try {
      const alerts = await look()
      found += alerts.length
      for (const alert of alerts) await raiseAlert(payload, settings, alert)
    } catch (err) {
      payload.logger.error({ err: loggable(err), msg: 'whether there is reason for an alert could not be told' })
    }
  }
  return found
}
