import type { englishContent } from './english/content.js'
import type { englishPositions } from './english/positions.js'
import type { englishRequests } from './english/requests.js'
import type { englishRuns } from './english/runs.js'

export type OfContent = Readonly<Record<(typeof englishContent)[number], string>>
export type OfPositions = Readonly<Record<(typeof englishPositions)[number], string>>
export type OfRuns = Readonly<Record<(typeof englishRuns)[number], string>>
export type OfRequests = Readonly<Record<(typeof englishRequests)[number], string>>

/** The sentences of one language, by their English. */
export type Sentences = OfContent & OfPositions & OfRuns & OfRequests
