import { isRecord } from '../text.js'

/** `queued → planning → running → completed | partial | failed`, from any open status `paused` and `cancelled`. */
export const runStatuses = [
  'queued',
  'planning',
  'running',
  'paused',
  'completed',
  'partial',
  'failed',
  'cancelled',
] as const

export type RunStatus = (typeof runStatuses)[number]

export const pauseReasons = ['user', 'budget', 'approval'] as const

export type PauseReason = (typeof pauseReasons)[number]

/** A run in one of these has ended; only `retry` opens it again. */
export const finalStatuses: readonly RunStatus[] = ['completed', 'partial', 'failed', 'cancelled']

/** How many runs have not ended: that are being written, that wait for their turn, and that wait for a person. */
export interface OpenRuns {
  readonly running: number
  readonly waiting: number
  readonly approval: number
  readonly budget: number
}

/** Statuses whose steps may be claimed. */
export const activeStatuses: readonly RunStatus[] = ['queued', 'planning', 'running']

/** A run in one of these has not ended, paused or not. */
export const openStatuses: readonly RunStatus[] = [...activeStatuses, 'paused']

export const runActions = ['cancel', 'pause', 'resume', 'retry'] as const

/** `cancel`, `pause`, `resume` or `retry`. */
export type RunAction = (typeof runActions)[number]

/** From which statuses an action is possible; repeating the last action is fine, anything else is a conflict. */
export const allowedFrom: Readonly<Record<RunAction, readonly RunStatus[]>> = {
  cancel: openStatuses,
  pause: activeStatuses,
  resume: ['paused'],
  retry: ['partial', 'failed', 'cancelled'],
}

/** What was done to a run, in words. */
export const pastOf: Readonly<Record<RunAction, string>> = {
  cancel: 'cancelled',
  pause: 'paused',
  resume: 'resumed',
  retry: 'retried',
}

export const stepStatuses = ['queued', 'running', 'done', 'failed', 'cancelled'] as const

/** How much a row of the ledger matters; in the order of the column's values. */
export const logLevels = ['info', 'warn', 'error'] as const

export type LogLevel = (typeof logLevels)[number]

/**
 * In the context of a request of our own, without a user: the run is made in idle time. Its fact `prefetch` says so, and
 * every other run goes before it.
 */
export const prefetchContext = 'coursewrightPrefetch'

/** Below that of all requests. */
export const prefetchPriority = -1

/** Serial or uuid, as the host's adapter makes them. */
export type Id = number | string

/** The id in the value of a relationship, populated or not. */
export const idIn = (value: unknown): Id | undefined => {
  const id = isRecord(value) ? value.id : value
  return typeof id === 'number' || typeof id === 'string' ? id : undefined
}

/** What a kind has to say of one of its runs beside progress and cost, e.g. how many positions were loaded. JSON. */
export type Facts = Readonly<Record<string, unknown>>

/** A step as its worker holds it after claiming. `token` is the fencing token: it proves the lease. */
export interface Step {
  readonly id: Id
  readonly run: Id
  /** Whom the run is for: an id as text, or `system`. */
  readonly userKey: string
  readonly index: number
  /** What its kind calls it, unique in the run; empty for the last step, which is ours. */
  readonly key: string
  /** `finish` for the last one; any other name is its kind's, by custom `plan` and `generate`. */
  readonly kind: string
  /** Higher goes first, for claims and for calls to the model. */
  readonly priority: number
  /** Times the step has asked the model and did not get everything. */
  readonly attempts: number
  /** Times the step was claimed, crashes included. */
  readonly claims: number
  readonly token: number
  /** Why it went back to the queue last time, in plain words. */
  readonly error: string | undefined
  readonly input: unknown
  readonly result: unknown
}

/** A step as its run's events tell of it. */
export interface StepState {
  id: Id
  index: number
  /** What its kind calls it, unique in the run; empty for the one that ends it. */
  key: string
  /** As the database has them: a newer worker may know more of both. */
  kind: string
  status: string
  /** Tries that asked the model, the present one included once it has. */
  attempts: number
  /** Tries that were begun, the present one included. */
  claims: number
  /** Drafts that have begun to arrive in an answer that is still being streamed. */
  written: number
  saved: number
  missing: number
  error: string | null
  /** What is missing of a step that has ended, and why. */
  gaps: readonly { key: string; problem: string; isPublic?: boolean }[]
  /** What its calls took so far; `null` where it has made none. */
  calls: StepCalls | null
}

/** What the calls of a step took, those that brought nothing included. */
export interface StepCalls {
  count: number
  /** Whom the last one went to, and how it ended. */
  provider: string | null
  model: string | null
  outcome: string | null
  /** Milliseconds, all of them together. */
  ms: number
  promptTokens: number
  completionTokens: number
  /** US dollars at today's prices, as far as the providers told what they took; `null` where a price is unknown. */
  cost: number | null
}

/** A step by the name that people know it by, and what it comes after. */
export interface NamedStep {
  /** As in `StepState`; a step whose key goes on with `#` is a part of this one. */
  readonly key: string
  /** As in `NewStep`. */
  readonly kind: string
  /** None: it is called by its kind. */
  readonly title?: string
  /** What it belongs to, such as the topic of its lesson, where the run has several. */
  readonly of?: string
  /** Keys of those among these that it is begun after. */
  readonly after: readonly string[]
  /** It stands for all steps of its kind, and has ended when they have. */
  readonly isAll?: boolean
}

/** A piece of a document that is not there yet, or is being written anew. */
export interface ToCome {
  /** What its kind calls such a piece. */
  readonly sort: string
  /** Of a section its own, below its document; else that of the item in the run, or a name that no other one has. */
  readonly key: string
  readonly title: string
  /** `missing`: no run is about to make it. `waiting` and `writing`: one is. `failed`: the newest could not, for this `reason`. */
  readonly state: 'missing' | 'waiting' | 'writing' | 'failed'
  readonly reason?: string
  /** The document that is there already, such as the series that drills will land in. */
  readonly document?: Id
  /** Of a section: its number among those of its document. */
  readonly order?: number
  /** Of a series: drills that are not there yet. */
  readonly drafts?: number
}

interface NamedDocument {
  relationTo: string
  value: Id
}

/** The text twin of a relationship to one of several collections, which an index and our SQL can name. */
export const keyOfDocument = ({ relationTo, value }: NamedDocument): string => `${relationTo}:${value}`

/** What such a key names. */
export const documentOfKey = (key: string): NamedDocument => {
  const at = key.lastIndexOf(':')
  const id = key.slice(at + 1)
  return { relationTo: key.slice(0, at), value: /^\d+$/.test(id) ? Number(id) : id }
}

/** Those of these documents that have one of the ids, in the order of the ids. */
export const inOrder = <Doc extends { readonly id: Id }>(docs: readonly Doc[], ids: readonly Id[]): Doc[] => {
  const byId = new Map(docs.map((doc) => [String(doc.id), doc]))
  return ids.flatMap((id) => byId.get(String(id)) ?? [])
}

/** Another worker holds the step now, or the run was cancelled: stop and write nothing. */
export class LeaseLost extends Error {
  override readonly name = 'LeaseLost'

  constructor(readonly step: number | string) {
    super(`The lease on step ${step} was lost.`)
  }
}

/** The lease still holds, but the database did not keep what ended the step: the step is done again. */
export class NotSaved extends Error {
  override readonly name = 'NotSaved'

  constructor(readonly step: number | string) {
    super('The database did not keep what was saved.')
  }
}
