import type { BasePayload } from 'payload'
import type { Settings } from '../options/Settings.js'
import type { Alert } from '../runs/alerts.js'

export const watchBudgets = async (_payload: BasePayload, _settings: Settings): Promise<Alert[]> => []
