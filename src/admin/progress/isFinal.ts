import { finalStatuses, type RunStatus } from '../shared/runWords.js'

export const isFinal = (status: RunStatus): boolean => finalStatuses.includes(status)
