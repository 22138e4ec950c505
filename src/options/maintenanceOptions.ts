import { validate } from 'node-cron'
import { z } from 'zod'
import { flag, strict, text, whole } from './parseOptions.js'

/** What is done again and again by one worker for all, or by hand; docs/operating.md says what each does. */
const maintenanceTaskNames = [
  'alerts',
  'breakers',
  'deliveries',
  'models',
  'plans',
  'prefetch',
  'publishing',
  'retention',
  'usage',
] as const

/** A task of `maintenance.crons`, such as `retention`. */
export type MaintenanceTaskName = (typeof maintenanceTaskNames)[number]

/** The option `retention`. */
export interface RetentionOptions {
  /**
   * Days for which the rows of the ledger are kept, attempts, events and alerts; `false` for ever. Usage stays in any case.
   * Default 90.
   */
  logDays?: number | false
}

/** The option `maintenance`. */
export interface MaintenanceOptions {
  /** Whether this host's workers do it; by hand, and by Payload's task, it can be done in any case. Default `true`. */
  enabled?: boolean
  /** When tasks are done, in UTC, in place of their own times: five or six fields of cron, or `false` for never. */
  crons?: Partial<Readonly<Record<MaintenanceTaskName, string | false>>>
  /**
   * For hosts without a worker: when Payload queues its task `coursewrightMaintain`, which does what is due. Default: never.
   * It adds Payload's own global for schedules, so create a migration.
   */
  schedule?: MaintenanceSchedule
}

/** When Payload itself queues the task `coursewrightMaintain`. */
interface MaintenanceSchedule {
  /** Five or six fields of cron, by the clock of the host. */
  cron: string
  /** The queue that your runner of Payload's jobs works on. Default: `queue`. */
  queue?: string
}

/** The option `prefetch`: drafts made in idle time, and what they may take of each day. */
export interface PrefetchOptions {
  /** Whether what is marked as pending in curricula is made when nothing else is to do. Default `false`. */
  enabled?: boolean
  /** Most tokens of a day (UTC), those of prompts and those of answers together. Default 200,000. */
  tokensPerDay?: number
  /** Most US dollars of a day (UTC). Default: no limit but that of tokens. */
  costUsdPerDay?: number
  /** Most drafts of one run. Default 5. */
  batchSize?: number
  /** What a request differs in from the defaults of its kind, e.g. `{ format: 'language', profile: 3 }`. Default: nothing. */
  input?: Readonly<Record<string, unknown>>
}

const cronError = 'give five or six fields of cron, such as "30 3 * * *"'
const cron = z.string({ error: cronError }).refine((pattern) => validate(pattern), { error: cronError })
const cronOrNever = z.union([cron, z.literal(false)], { error: `${cronError}, or false for never` })

const money = { error: 'give US dollars, 0 or more' }
const daysError = { error: 'give a whole number from 2 to 36500, or false to keep all' }

export const retentionSchema = strict({
  // What yesterday's usage is checked against must still be there.
  logDays: z
    .union([z.int(daysError).min(2, daysError).max(36_500, daysError), z.literal(false)], daysError)
    .default(90),
}).prefault({})

export const maintenanceSchema = strict({
  enabled: flag.default(true),
  crons: strict({
    alerts: cronOrNever.optional(),
    breakers: cronOrNever.optional(),
    deliveries: cronOrNever.optional(),
    models: cronOrNever.optional(),
    plans: cronOrNever.optional(),
    prefetch: cronOrNever.optional(),
    publishing: cronOrNever.optional(),
    retention: cronOrNever.optional(),
    usage: cronOrNever.optional(),
  }).prefault({}),
  schedule: strict({ cron, queue: text.optional() }).optional(),
}).prefault({})

export const prefetchSchema = strict({
  enabled: flag.default(false),
  tokensPerDay: whole(0, 1_000_000_000_000).default(200_000),
  costUsdPerDay: z.number(money).min(0, money).optional(),
  batchSize: whole(1, 50).default(5),
  input: z.record(z.string(), z.unknown(), { error: 'give fields of a request' }).default({}),
}).prefault({})
