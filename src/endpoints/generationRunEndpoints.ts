import type { Endpoint } from 'payload'
import type { Settings } from '../options/Settings.js'
import type { RunKind } from '../runs/RunKind.js'
import { runActions } from '../runs/vocabulary.js'
import { controlRunEndpoint } from './controlRunEndpoint.js'
import { estimateRunEndpoint } from './estimateRunEndpoint.js'
import { runEventsEndpoint } from './runEventsEndpoint.js'

interface GenerationRunEndpoints {
  settings: Settings
  kinds: readonly RunKind[]
}

export const generationRunEndpoints = ({ settings, kinds }: GenerationRunEndpoints): Endpoint[] => [
  estimateRunEndpoint(settings, kinds),
  runEventsEndpoint(settings),
  ...runActions.map((action) => controlRunEndpoint(settings, action)),
]
