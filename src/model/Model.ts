import type { ZodType } from 'zod'
import type { Attempt, Usage } from './Attempt.js'

export type Tier = 'complex' | 'simple'

export interface Message {
  readonly role: 'system' | 'user' | 'assistant'
  readonly content: string
}

export interface ModelRequest<T> {
  readonly messages: readonly Message[]
  /** Names the answer's schema to the provider: letters, digits and underscores. */
  readonly schemaName: string
  /** What the provider is asked to write: plain objects, arrays and enums, every property required. */
  readonly wireSchema: ZodType
  /** What we accept. May be wider than `wireSchema`, so that one bad item does not cost the good ones. */
  readonly schema: ZodType<T>
  readonly tier: Tier
  readonly maxOutputTokens: number
  readonly signal?: AbortSignal
}

export interface ModelAnswer<T> {
  readonly value: T
  readonly usage: Usage
  readonly provider: string
  readonly model: string
  /** Every call made for this answer, in order. */
  readonly attempts: readonly Attempt[]
}

/** The one port to language models. */
export interface Model {
  /** @throws ModelCallFailed, which carries the attempt that was made and perhaps paid for */
  generate<T>(request: ModelRequest<T>): Promise<ModelAnswer<T>>
}
