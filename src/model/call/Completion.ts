import type { Usage } from '../Attempt.js'

/** What has come of an answer so far. */
export interface Completion {
  /** The model that answers, if it says so. */
  readonly servedModel: string | undefined
  /** `undefined` if the provider does not say. */
  readonly usage: Usage | undefined
  /** What the model wrote: its content, or the arguments of its tool call. */
  readonly text: string
  /** Characters the model has written in all: what it thinks, and what is no part of the answer, included. */
  readonly written: number
  readonly isRefusal: boolean
  /** It ran into its length limit. */
  readonly isTruncated: boolean
  /** Nothing more belongs to it. */
  readonly isFinished: boolean
}
