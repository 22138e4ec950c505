import { chineseContent } from './chinese/content.js'
import { chinesePositions } from './chinese/positions.js'
import { chineseRequests } from './chinese/requests.js'
import { chineseRuns } from './chinese/runs.js'
import type { Sentences } from './sentences.js'

export const chineseSentences: Sentences = {
  ...chineseContent,
  ...chinesePositions,
  ...chineseRuns,
  ...chineseRequests,
}
