import type { CollectionConfig, TypedUser } from 'payload'
import type { Game } from '../games/Game.js'
import type { Format } from '../generators/content/format.js'
import type { PlanContext } from '../generators/plans/planRequest.js'
import type { Tier } from '../model/Model.js'
import type { ProviderOptions } from '../model/providers/resolveProvider.js'
import type { AlertOptions } from './alertOptions.js'
import type { BudgetOptions, LimitOptions } from './limitOptions.js'
import type { MaintenanceOptions, PrefetchOptions, RetentionOptions } from './maintenanceOptions.js'
import type { MetricsOptions } from './observeOptions.js'
import type { RoleOf } from './roles.js'

/** What differs for one kind of content: an entry of `model.sections`. */
export interface SectionOptions {
  /** Which of a provider's models writes it. Default: what its kind or format says, `complex` where a format says nothing. */
  tier?: Tier
  /**
   * Milliseconds one call for it may take, 100 to 600,000. Default: what its format says, else `model.timeoutMs`, a third
   * more where it is long.
   */
  timeoutMs?: number
}

/** The option `model`: which models are called, how long they are waited for, and what they may take. */
export interface ModelOptions {
  /** Which providers are called, in order of preference: the next one when one fails. Default `[{ preset: 'openai' }]`. */
  providers?: readonly ProviderOptions[]
  /**
   * Milliseconds one call may take; long kinds of content get a third more. `'dynamic'`: by what a provider was seen to
   * need, at most 180,000; after five answers of a kind this also replaces its own `sections[name].timeoutMs`, which
   * `'dynamic'` only begins with. Default 90,000.
   */
  timeoutMs?: number | 'dynamic'
  /** What differs for some kinds of content, by the names of the registered sections, such as `drills` or `language/content`. */
  sections?: Readonly<Record<string, SectionOptions>>
  /** Milliseconds without a token, after the first one, after which a streamed answer is given up. Default 30,000. */
  stallMs?: number
  /**
   * Milliseconds one request may take with all its calls and waits. A step makes one request each time it is claimed, so
   * it works for no longer than its claims (`steps.attempts`, up to three times as many if workers die) times this; the
   * time it waits in the queue is bounded by `steps.runDeadlineMs` alone. Default 600,000.
   */
  deadlineMs?: number
  /** Most calls for one request: retries, other providers and repairs included. Default 8. */
  maxCalls?: number
  /**
   * Milliseconds before the first retry of a call, at most; doubled each time, never less than a provider asks for.
   * Default 500.
   */
  retryDelayMs?: number
  /** Milliseconds a provider that fails again and again is not called for at first; doubled each time. Default 10,000. */
  breakerMs?: number
  /** Most tokens for one try of one step, of all its calls; looked at before each. Default: no limit. */
  maxTokens?: number
  /** Most US dollars for one try of one step, as far as prices are known; looked at before each call. Default: no limit. */
  maxCostUsd?: number
  /** Whether prompts and answers are kept in the logs, without keys. Default `false`. */
  logBodies?: boolean
}

/** The option `drillSeries`: what runs of that kind make when a request does not say. */
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

/** The option `kits`: how much source material a run may bring along. */
export interface KitOptions {
  /** Tokens of a kit that prompts carry whole; a longer one is summarized once by the simple tier. Default 6,000. */
  maxTokens?: number
  /**
   * Characters of a kit, all its texts together, that a run takes; one with more is refused. What the simple tier reads in
   * one call must have room for it. Default 400,000.
   */
  maxCharacters?: number
}

/** The option `plans`: how long plans are used again, and what they are written from. */
export interface PlanOptions {
  /** Hours for which a plan is used again without asking. What a person edited is used for ever. Default 24. */
  ttlHours?: number
  /**
   * What a plan's prompt carries: `full`, all of curriculum, profile and kit; `minimal`, the level, the tone and the rules
   * of style alone. A request may say otherwise. Default `full`.
   */
  context?: PlanContext
}

/** The option `lessons`: how many a request may ask for, and how many a call writes. */
export interface LessonsOptions {
  /** Most lessons of one request. Default 50. */
  maxLessons?: number
  /** Lessons per model call when a request names none, 1 to 5; fewer where a model could not write so many. Default 5. */
  batchSize?: number
}

/** The option `steps`: how often and how long a step and its run are tried. */
export interface StepOptions {
  /**
   * Times a step may ask while providers fail, each time with up to `model.maxCalls` calls, before its missing drafts are
   * named as a gap. Default 3.
   */
  attempts?: number
  /** Seconds a worker owns a step without renewing. Default 60; it renews after a third of it. */
  leaseSeconds?: number
  /**
   * Milliseconds before a step asks for the second time, doubled each time; longer, up to ten minutes, if a provider
   * says so. Default 5,000.
   */
  retryDelayMs?: number
  /**
   * Milliseconds for which a step waits for providers that all fail or have no credit, from the first time it found them
   * so, without losing attempts. Then each call that finds them so again is one. Default 3,600,000, an hour.
   */
  outageMs?: number
  /**
   * Milliseconds from a run's first step, or from the first sweep that sees it waiting for one, until it ends with what it
   * has. Not while it is paused. Default 86,400,000, a day.
   */
  runDeadlineMs?: number
}

/**
 * What a host writes. Names, types and defaults are those of `optionsSchema`, which also says what is allowed; the tests
 * hold both together. Everything has a default, but a hosted provider needs its key. */
export interface CoursewrightOptions {
  /**
   * `false` keeps collections and fields, so that migrations stay stable, and switches generating off: new runs are
   * refused, and queued steps wait until it is on again. Default `true`.
   */
  enabled?: boolean
  /** Which models write, and how long and how often they are called. Default: OpenAI, which needs its key. */
  model?: ModelOptions
  /** Replaces the default games (chess, backgammon). Their phases become the library's phases. */
  games?: readonly Game[]
  /**
   * Formats of lessons and courses of your own, made by `format`, beside ours (`standard`, `language`, `course`, `launchKit`,
   * whose keys are taken). They need no migration. Default: none.
   */
  formats?: readonly Format[]
  /** Sizes of series and of their batches. Default: 21 drills, 5 a call. */
  drillSeries?: DrillSeriesOptions
  /** How large a kit may be. Default: 400,000 characters; one of more than 6,000 tokens goes into prompts as a summary. */
  kits?: KitOptions
  /** How long a plan is used again, and what its prompt carries. Default: 24 hours, and everything. */
  plans?: PlanOptions
  /** Sizes of requests for lessons and of their batches. Default: 50 lessons, 5 a call. */
  lessons?: LessonsOptions
  /** How often and how long a step and its run are tried. Default: 3 attempts, and a day for the run. */
  steps?: StepOptions
  /** How often users may request runs, by role, and how many runs are worked on at once. */
  limits?: LimitOptions
  /** What runs, users, roles and the whole site may spend. At a budget a run pauses, and goes on when there is room again. */
  budgets?: BudgetOptions
  /** Numbers for Prometheus, at `GET /generation/metrics`; see docs/operating.md. Default: off. */
  metrics?: MetricsOptions
  /** Who is told of what a person should look at, and from when on it is worth a look. */
  alerts?: AlertOptions
  /** How long what grows is kept. */
  retention?: RetentionOptions
  /** What one worker does for all, again and again: see docs/operating.md. */
  maintenance?: MaintenanceOptions
  /** What is marked as pending in curricula is made in idle time, within a budget of its own. Default: it is not. */
  prefetch?: PrefetchOptions
  /** Payload jobs queue for our wake-ups. Default `coursewright`. */
  queue?: string
  /**
   * Which queues' jobs no two of Payload's runners may get at once: `own`, ours; `all`, those of every queue of the
   * host; `false`, none. Default `own`. Every process that runs jobs needs the plugin.
   */
  safeQueue?: 'own' | 'all' | false
  /**
   * Where to listen for the database's notifications, which wake workers and carry events: a connection string that leads
   * to Postgres directly, needed where the pool's leads to a pooler in transaction mode. `false`: never listen, look for
   * changes each second. Default: where the pool leads.
   */
  listenURI?: string | false
  /** Collection slugs that differ from the defaults. */
  slugs?: Partial<Slugs>
  /**
   * Fields, hooks and more of your own for our collections, by their names in `slugs`. Ours must stay: what gets lost stops
   * the boot. Workers write steps, logs, breakers and imported positions past Payload's hooks.
   *
   * @example
   * collectionOverrides: {
   *   drills: ({ defaultCollection }) => ({
   *     ...defaultCollection,
   *     fields: [...defaultCollection.fields, { name: 'rating', type: 'number' }],
   *   }),
   * }
   */
  collectionOverrides?: { readonly [name in keyof Slugs]?: CollectionOverride }
  /** The auth collection whose users request runs. Default: the admin panel's (`admin.user`, else `users`). */
  usersSlug?: string
  /**
   * The role of a user; `undefined` means none. Default: `user.role` when the users collection has such a field,
   * else every user of that collection is an `admin`, as in Payload itself. Needed where users have `roles` instead.
   */
  roleOf?: RoleOf
  /**
   * Whose plans a user's runs may use again, e.g. the user's tenant: only those of the same answer; `undefined` is one of
   * them. Asked when a run is worked on, so by the user as stored then. Default: all use all plans.
   */
  planScope?: PlanScope
}

/** Names the scope of a user, a text of at most 200 characters; see the option `planScope`. */
export type PlanScope = (user: TypedUser) => string | undefined

/** Gives back the collection with what the host adds to it. */
export type CollectionOverride = (args: { defaultCollection: CollectionConfig }) => CollectionConfig

export const defaultSlugs = {
  positions: 'positions',
  curricula: 'curricula',
  profiles: 'profiles',
  drillSeries: 'drill-series',
  drills: 'drills',
  lessons: 'lessons',
  sections: 'sections',
  plans: 'plans',
  kits: 'kits',
  courses: 'courses',
  reviews: 'reviews',
  proposals: 'proposals',
  generationRuns: 'generation-runs',
  generationSteps: 'generation-steps',
  generationLogs: 'generation-logs',
  generationBreakers: 'generation-breakers',
  generationAdmissions: 'generation-admissions',
  generationUsage: 'generation-usage',
  generationBudgets: 'generation-budgets',
  generationWorkers: 'generation-workers',
  generationMaintenance: 'generation-maintenance',
}

/** Where each of our collections lives. Every one can be overridden. */
export type Slugs = { readonly [name in keyof typeof defaultSlugs]: string }
