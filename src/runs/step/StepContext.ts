import { type BasePayload, createLocalReq, type PayloadRequest } from 'payload'
import { z } from 'zod'
import { id, reference } from '../../database/stored.js'
import { readPrimary } from '../../database/transactions.js'
import { withoutBudget } from '../../limits/runBudget.js'
import type { Model } from '../../model/Model.js'
import type { Settings } from '../../options/Settings.js'
import type { Readers } from '../coursewrightOf.js'
import type { RunDoc, RunKind } from '../kind/RunKind.js'
import type { RunStore } from '../sql/store.js'
import type { Id, Step } from '../vocabulary.js'

/** A claimed step and what it takes to hold, release or end it. */
export interface HeldStep {
  readonly payload: BasePayload
  readonly settings: Settings
  readonly kinds: readonly RunKind[]
  readonly model: Model
  /** On the pool. */
  readonly store: RunStore
  readonly step: Step
  /** Aborted when the lease is lost or the worker stops. */
  readonly signal: AbortSignal
  /** Aborted when the worker stops, and only then: what was paid for is kept though the lease may be lost. */
  readonly leaving: AbortSignal
  /** Who reads along what it writes. Default: nobody. */
  readonly readers?: Readers | undefined
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

const runDoc = z.object({
  id,
  kind: z.string(),
  input: z.unknown(),
  progress: z.object({ requested: z.number() }),
  target: z.object({ relationTo: z.string(), value: reference }).nullish(),
  facts: z.record(z.string(), z.unknown()).nullish(),
  role: z.string().nullish(),
})

/** A run as its kind sees it, from its document, of any depth. */
export const runDocOf = (doc: unknown): RunDoc => {
  const { id: run, kind, input, progress, target, facts, role } = runDoc.parse(doc)
  return {
    ...{ id: run, kind, input: withoutBudget(input), requested: progress.requested },
    ...{ target: target ?? undefined, facts: facts ?? {}, role: role ?? 'system' },
  }
}

interface ReadRun {
  payload: BasePayload
  settings: Settings
  kinds: readonly RunKind[]
  id: Id
}

/**
 * The run a step belongs to and the kind that knows how to make its content.
 *
 * @throws UnknownKind when only newer workers have that kind
 */
export const readRun = async ({ payload, settings, kinds, id }: ReadRun): Promise<{ run: RunDoc; kind: RunKind }> => {
  const req = await createLocalReq({}, payload)
  const run = runDocOf(
    await readPrimary(req, () =>
      // Jobs act for the system; the requester was authorised when the run was admitted.
      payload.findByID({
        collection: settings.slugs.generationRuns,
        id,
        depth: 0,
        select: { kind: true, input: true, progress: true, target: true, facts: true, role: true },
        overrideAccess: true,
        req,
      }),
    ),
  )
  const kind = kinds.find((known) => known.kind === run.kind)
  if (!kind) throw new UnknownKind('run', id, run.kind)
  return { run, kind }
}

/** A newer version of the plugin made this run or step, as in a rolling deploy: its own workers know what to do with it. */
export class UnknownKind extends Error {
  override readonly name = 'UnknownKind'

  constructor(
    readonly of: 'run' | 'step',
    readonly id: Id,
    readonly kind: string,
  ) {
    super(`The ${of} ${id} is of the kind "${kind}", which this worker does not know.`)
  }
}

/**
 * How often a step may be claimed before it is given up. More than it may ask the model, because a claim that ends with
 * its worker, or whose drafts cannot be saved, leaves no attempt behind; bounded all the same, so that a run always ends.
 */
export const maxClaims = ({ steps }: Settings): number => steps.attempts * 3
