import type { BasePayload, PayloadRequest } from 'payload'
import type { Sql } from '../database/postgres.js'
import type { Model } from '../model/Model.js'
import type { Settings } from '../options/Settings.js'
import type { RunDoc, RunKind } from './RunKind.js'
import type { Step } from './Step.js'
import type { RunTables } from './sql/runTables.js'

/** What a worker has in its hands while it works on a claimed step. */
export interface StepContext {
  readonly payload: BasePayload
  readonly settings: Settings
  readonly model: Model
  /** The pool. */
  readonly db: Sql
  readonly tables: RunTables
  readonly kind: RunKind
  readonly run: RunDoc
  readonly step: Step
  /** A request without user or transaction, for reading. */
  readonly req: PayloadRequest
  /** Aborted when the lease is lost or the worker stops. */
  readonly signal: AbortSignal
}
