import type { TypedUser } from 'payload'
import type { Game } from '../games/Game.js'
import type { Role } from './Role.js'
import type { Slugs } from './Slugs.js'

/** US dollars per million tokens. */
export interface ModelPrice {
  readonly promptUsd: number
  /** Prompt tokens the provider served from its cache. Default: `promptUsd`. */
  readonly cachedUsd?: number
  readonly completionUsd: number
}

/** One OpenAI-compatible endpoint. */
export interface ModelOptions {
  /** Shown in logs and on drafts. Default: the host name of `baseURL`. */
  name?: string
  /** Default: `https://api.openai.com/v1`. */
  baseURL?: string
  /** May be missing while the host is built; a run is then refused with a clear error. Local servers need none. */
  apiKey?: string
  /** Model for drills and other demanding content. Default `gpt-4.1-mini`. */
  complex?: string
  /** Model for titles, summaries and other simple content. Default `gpt-4.1-nano`. */
  simple?: string
  /** Milliseconds a call may take. Default 90,000. */
  timeoutMs?: number
  /** Prices by model name; a model without one has an unknown cost, never 0. */
  prices?: Readonly<Record<string, ModelPrice>>
  /** The endpoint only pretends to be a model; its drafts say so. Default `false`. */
  offline?: boolean
}

export interface DrillSeriesOptions {
  /** Drills a request makes when it names no number. Default 21. */
  targetDrillCount?: number
  /** Positions drawn per phase beyond an even share, so that one missing position costs no drill. Default 2. */
  extraPositionsPerPhase?: number
  /** Most positions drawn per phase, which also caps a series at this many drills per phase. Default 25. */
  maxPositionsPerPhase?: number
  /** Drills per model call when a request names none, 1 to 10. Default 5. */
  batchSize?: number
  /** Choices per drill, 2 to 6, one of them correct. Default 4. */
  choices?: number
}

export interface StepOptions {
  /** Times a step may ask the model before its missing drafts are named as a gap. Default 3. */
  attempts?: number
  /** Seconds a worker owns a step without renewing. Default 60; it renews after a third of it. */
  leaseSeconds?: number
  /** Milliseconds before the first retry after a provider's error, doubled each time. Default 5,000. */
  retryDelayMs?: number
}

/** What a host writes. Everything but `model` has a default. */
export interface CoursewrightOptions {
  /** `false` keeps collections and fields, so that migrations stay stable, and switches generating off. Default `true`. */
  enabled?: boolean
  model?: ModelOptions
  /** Replaces the default games (chess, backgammon). Their phases become the library's phases. */
  games?: readonly Game[]
  drillSeries?: DrillSeriesOptions
  steps?: StepOptions
  /** Payload jobs queue for our wake-ups. Default `coursewright`. */
  queue?: string
  /** Collection slugs that differ from the defaults. */
  slugs?: Partial<Slugs>
  /** The auth collection whose users request runs. Default: the admin panel's (`admin.user`, else `users`). */
  usersSlug?: string
  /**
   * The role of a user; `undefined` means none. Default: `user.role` when the users collection has such a field,
   * else every user of that collection is an `admin`, as in Payload itself.
   */
  roleOf?: (user: TypedUser) => Role | undefined
}
