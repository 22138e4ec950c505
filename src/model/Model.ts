import type { ZodType } from 'zod'
import type { Attempt, Usage } from './Attempt.js'

export const tiers = ['complex', 'simple'] as const

export type Tier = (typeof tiers)[number]

export interface Message {
  readonly role: 'system' | 'user' | 'assistant'
  readonly content: string
}

/** What surrounds a call; nothing of it is sent. Every wrapper hands it on. */
export interface CallContext {
  /** Which of the waiting calls goes first: the highest. Default 0. */
  readonly priority?: number
  /** What may still be spent; set by `withBudget`. */
  readonly budget?: Budget
  /** Providers to pass over while another one can be asked. */
  readonly notFrom?: readonly string[]
  /**
   * Told of every call as soon as it ended, with what its answer brings: JSON that has not been checked yet, together
   * with what earlier calls for the same request brought; `undefined` if there is nothing. Awaited before anything else
   * happens, so that what was paid for can be kept. What it throws ends the request.
   */
  onAttempt?(attempt: Attempt, answer: unknown): Promise<void> | void
  /** Told while a provider streams: all the text so far. Called often; must be quick. */
  onPartial?(text: string): void
}

export interface ModelRequest<T> {
  /** The last user message is one JSON object, see docs/model-messages.md. */
  readonly messages: readonly Message[]
  /** Names the answer's schema to the provider: letters, digits and underscores. */
  readonly schemaName: string
  /** What we accept. */
  readonly schema: ZodType<T>
  /** What the provider is told to write. Default: `schema`; narrower where `schema` judges more than shape. */
  readonly wireSchema?: ZodType
  readonly tier: Tier
  /** Milliseconds one call may take. Default: what the model was made with. */
  readonly timeoutMs?: number
  readonly maxOutputTokens: number
  readonly signal?: AbortSignal
  readonly context?: CallContext
}

export interface ModelAnswer<T> {
  readonly value: T
  /** The sum over all attempts. */
  readonly usage: Usage
  readonly provider: string
  /** The model that answered, by its own name. */
  readonly model: string
  /** Every call made for this answer, in order. */
  readonly attempts: readonly Attempt[]
}

/** The one port to language models. Each policy is a function from this port to this port. */
export interface Model {
  /**
   * @throws ModelCallFailed, which carries the attempts that were made and perhaps paid for
   * @throws ProvidersOpen when no provider may be called now; calls made before it was known were told to `onAttempt`
   * @throws BudgetSpent when the time or the budget was up before anybody was asked who may still be called
   */
  generate<T>(request: ModelRequest<T>): Promise<ModelAnswer<T>>
}

/** What a request may spend in all: calls, tokens, US dollars and time. Shared by the wrappers that call again. */
export interface Budget {
  /** Why no further call may be made after waiting `waitMs` (default 0), in plain words; `undefined` if it may. */
  refusal(waitMs?: number): string | undefined
  charge(attempt: Attempt): void
}
