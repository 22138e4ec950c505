import { frenchContent } from './french/content.js'
import { frenchPositions } from './french/positions.js'
import { frenchRequests } from './french/requests.js'
import { frenchRuns } from './french/runs.js'
import type { Sentences } from './sentences.js'

export const frenchSentences: Sentences = { ...frenchContent, ...frenchPositions, ...frenchRuns, ...frenchRequests }
