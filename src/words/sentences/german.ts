import { germanContent } from './german/content.js'
import { germanPositions } from './german/positions.js'
import { germanRequests } from './german/requests.js'
import { germanRuns } from './german/runs.js'
import type { Sentences } from './sentences.js'

export const germanSentences: Sentences = { ...germanContent, ...germanPositions, ...germanRuns, ...germanRequests }
