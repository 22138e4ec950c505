import type { TypedUser } from 'payload'
import type { Game } from '../games/Game.js'
import type { DrillSeriesOptions, ModelPrice, StepOptions } from './CoursewrightOptions.js'
import type { Role } from './Role.js'
import type { Slugs } from './Slugs.js'

export interface ModelSettings {
  readonly name: string
  readonly baseURL: string
  readonly apiKey: string | undefined
  readonly complex: string
  readonly simple: string
  readonly timeoutMs: number
  readonly prices: Readonly<Record<string, ModelPrice>>
  readonly offline: boolean
}

/** What the code reads: options with every default filled in, checked, never changed. */
export interface Settings {
  readonly enabled: boolean
  readonly model: ModelSettings
  readonly games: readonly Game[]
  readonly drillSeries: Readonly<Required<DrillSeriesOptions>>
  readonly steps: Readonly<Required<StepOptions>>
  readonly queue: string
  readonly slugs: Slugs
  readonly usersSlug: string
  readonly roleOf: (user: TypedUser) => Role | undefined
}
