import type { Sentences } from './sentences.js'
import { spanishContent } from './spanish/content.js'
import { spanishPositions } from './spanish/positions.js'
import { spanishRequests } from './spanish/requests.js'
import { spanishRuns } from './spanish/runs.js'

export const spanishSentences: Sentences = {
  ...spanishContent,
  ...spanishPositions,
  ...spanishRuns,
  ...spanishRequests,
}
