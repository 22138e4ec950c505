import type { BasePayload } from 'payload'
import type { Notifications } from '../database/notifications.js'
import { type Settings, settingsKey, settingsOf } from '../options/Settings.js'
import type { RunKind } from './kind/RunKind.js'
import type { Id, Step } from './vocabulary.js'

/** The plugin as it was set up: what workers, controls and code that has only Payload in hand work with. */
export interface Coursewright {
  readonly settings: Settings
  readonly kinds: readonly RunKind[]
  /** Of this process. */
  readonly notifications: Notifications
  readonly runStep: StepRunner
}

/** Claims the next step and does it; false when there was none. Without a link one of Payload's own runners does. */
export type StepRunner = (payload: BasePayload, link?: WorkerLink) => Promise<boolean>

/** What a worker and the step it works on tell each other. */
interface WorkerLink {
  /** Aborted when the step must be handed back. */
  readonly signal: AbortSignal
  /** Called when the step's slot is free: its model call is over and only saving is left, and again at its end. */
  onFree(): void
  /** All that the worker holds. */
  readonly heldSteps: HeldSteps
  /** Who reads along. */
  readonly readers: Readers
}

/** @throws Error when the config has no coursewright plugin */
export const coursewrightOf = (payload: BasePayload): Coursewright => {
  // Says so when it is missing.
  settingsOf(payload)
  return payload.config.custom?.[settingsKey]
}

/** The steps that one worker holds. */
export interface HeldSteps {
  /** Calls `onLost` once it turns out that the claim no longer holds the step. Returns how to end it. */
  add(step: Step, onLost: () => void): () => void
  /** Looks at once, as when something was heard of a run. */
  look(): void
}

/** Which runs are read as they are written, as far as a worker has heard. */
export interface Readers {
  /** When it was last said of a run that it is read, lately; `undefined` where it was not. */
  heardAt(run: Id): number | undefined
  close(): void
}
