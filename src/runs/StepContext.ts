import type { BasePayload, PayloadRequest } from 'payload'
import type { Sql } from '../database/adapter.js'
import type { Model } from '../model/Model.js'
import type { Settings } from '../options/Settings.js'
import type { RunDoc, RunKind } from './RunKind.js'
import type { Step } from './Step.js'
import type { RunTables } from './sql/runTables.js'

/** A claimed step and what it takes to hold, hand back or end it. */
export interface HeldStep {
  readonly payload: BasePayload
  readonly settings: Settings
  readonly model: Model
  /** The pool. */
  readonly db: Sql
  readonly tables: RunTables
  readonly step: Step
  /** Aborted when the lease is lost or the worker stops. */
  readonly signal: AbortSignal
  /** Aborted when the worker stops, and only then: what was paid for is kept though the lease may be lost. */
  readonly leaving: AbortSignal
}

/** What a worker has in its hands while it works on a claimed step. */
export interface StepContext extends HeldStep {
  readonly kind: RunKind
  readonly run: RunDoc
  /** Aborted when the run has taken as long as it may: what is there is saved then. */
  readonly deadline: AbortSignal
  /** To be called when the model call is over, so that the worker may make the next one. */
  readonly onFree: (() => void) | undefined
  /** A request without user or transaction, for reading. */
  readonly req: PayloadRequest
}
