import type { Payload } from 'payload'
import { settingsOf } from '../../../src/options/Settings.js'

/** The slugs of all our collections. */
export const ourCollections = (payload: Payload): string[] => Object.values(settingsOf(payload).slugs)
