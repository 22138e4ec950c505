import type { ZodType } from 'zod'
import type { Attempt, Reservation, ServiceTier, Usage } from './Attempt.js'

export const tiers = ['complex', 'simple'] as const

/** Which of a provider's two models is asked: `complex` for demanding content, `simple` for titles, summaries and the like. */
export type Tier = (typeof tiers)[number]

export interface Message {
  readonly role: 'system' | 'user' | 'assistant'
  readonly content: string
  /**
   * Characters at the start of `content` that are the same in every request of a run: what a provider's prompt cache can
   * keep. Of the last user message alone; all messages before it count as shared.
   */
  readonly sharedCharacters?: number
}

/** What surrounds a call; nothing of it is sent. Every wrapper hands it on. */
export interface CallContext {
  /** Which of the waiting calls goes first: the highest. Default 0. */
  readonly priority?: number
  /** What may still be spent; set by `withBudget`. */
  readonly budget?: Budget
  /** Whether a call that is not urgent goes at the normal tier all the same: the flex tier was tried. */
  readonly avoidsFlex?: boolean
  /** Providers to pass over while another one can be asked. */
  readonly notFrom?: readonly string[]
  /**
   * Told of every call as soon as it ended, with the verdict on what all calls for this request brought so far;
   * `undefined` if they brought nothing. Awaited before anything else happens, so that what was paid for can be kept.
   * What it throws ends the request.
   */
  onAttempt?(attempt: Attempt, verdict: Verdict | undefined): Promise<void> | void
  /**
   * Asked before every call, retries and repairs and those to other providers included, when a slot is free for it: it
   * may set aside what the call may take, wait, or throw. What it throws ends the request without this call, as it is.
   */
  reserve?(call: PlannedCall): Promise<Reservation | undefined> | Reservation | undefined
  /** Told while a provider streams: all the text so far. Called often; must be quick. */
  onPartial?(text: string): void
}

/** A call that is about to be made, and what it may take. */
export interface PlannedCall {
  readonly provider: string
  readonly model: string
  /** Of the messages, counted by us. */
  readonly promptTokens: number
  /** What the answer's schema takes beside them when it is spelled out as JSON; providers do it in ways of their own. */
  readonly schemaTokens: number
  /** Most the model may write, thinking included. */
  readonly maxCompletionTokens: number
  /** The tier it goes to. */
  readonly serviceTier: ServiceTier
  /** How many keys it is for. */
  readonly items: number
  /** Most it may cost with so many prompt tokens, in US dollars; `null` when the price is unknown. */
  maxCostUsd(promptTokens: number): number | null
  /** Aborted when nobody wants the call any more. */
  readonly signal: AbortSignal | undefined
}

/** What is wrong with a part of an answer, precise enough to be put right. */
export interface AnswerProblem {
  /**
   * The item or property of the request's `keys`. Empty for the answer as a whole; where a request has no keys, the
   * place in the answer: `drills[2].hints`.
   */
  readonly key: string
  /** What was expected and what came instead, in plain words. May quote the answer. */
  readonly problem: string
}

/** What an answer is worth. */
export interface Verdict {
  /** What is accepted, by key. A request without keys has one thing to accept: the answer, under the empty key. */
  readonly good: ReadonlyMap<string, unknown>
  /** Why the rest is not. */
  readonly problems: readonly AnswerProblem[]
}

/**
 * Judges JSON of any shape, never throws, and says something of each key: it is good, or what is wrong with it.
 *
 * @param keys those that are still wanted
 */
export type Judge = (answer: unknown, keys: readonly string[]) => Verdict

export interface ModelRequest {
  /** The last user message is one JSON object, see docs/model-messages.md. */
  readonly messages: readonly Message[]
  /** Names the answer's schema to the provider: letters, digits and underscores. */
  readonly schemaName: string
  /** What the provider is told to write. */
  readonly wireSchema: ZodType
  /**
   * What is asked for and can be asked for again alone: the keys of the message's `items`, or names of properties of
   * `wireSchema`. None for an answer that is one thing.
   */
  readonly keys: readonly string[]
  /** What we accept. */
  readonly judge: Judge
  readonly tier: Tier
  /** `flex` for work that can wait: slower and cheaper where a provider has such a tier. Default `normal`. */
  readonly urgency?: ServiceTier
  /** Milliseconds one call may take. Default: what the model was made with. */
  readonly timeoutMs?: number
  readonly maxOutputTokens: number
  /**
   * Items that can be written alone as well. An answer that brings less than half of the keys is not mended then: each
   * missing key is asked for in a call of its own, side by side. Default: what is missing is asked for together.
   */
  readonly split?: {
    /** Of a call for one key. */
    readonly maxOutputTokens: number
  }
  readonly signal?: AbortSignal
  readonly context?: CallContext
}

export interface ModelAnswer {
  /** Everything that was asked for, as the request's `judge` accepted it; the answer itself stands under the empty key. */
  readonly good: ReadonlyMap<string, unknown>
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
   * @throws BudgetSpent when the time or the budget was up before any provider was asked that may still be called
   * @throws what `context.reserve` and `context.onAttempt` throw
   */
  generate(request: ModelRequest): Promise<ModelAnswer>
}

/** What a request may spend in all: calls, tokens, US dollars and time. Shared by the wrappers that call again. */
export interface Budget {
  /** Why no further call may be made after waiting `waitMs` (default 0), in plain words; `undefined` if it may. */
  refusal(waitMs?: number): string | undefined
  charge(attempt: Attempt): void
}
