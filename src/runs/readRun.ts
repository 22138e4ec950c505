import { type BasePayload, createLocalReq } from 'payload'
import { z } from 'zod'
import { readPrimary } from '../database/transactions.js'
import type { Settings } from '../options/Settings.js'
import type { RunDoc, RunKind } from './RunKind.js'
import type { Id } from './Step.js'
import { UnknownKind } from './UnknownKind.js'

const id = z.union([z.number(), z.string()])

const runDoc = z.object({
  id,
  kind: z.string(),
  input: z.unknown(),
  progress: z.object({ requested: z.number() }),
  series: id.nullish(),
})

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
  const doc = runDoc.parse(
    await readPrimary(req, () =>
      // Jobs act for the system; the requester was authorised when the run was admitted.
      payload.findByID({ collection: settings.slugs.generationRuns, id, depth: 0, overrideAccess: true, req }),
    ),
  )
  const kind = kinds.find((known) => known.kind === doc.kind)
  if (!kind) throw new UnknownKind('run', id, doc.kind)
  return {
    run: { id: doc.id, input: doc.input, requested: doc.progress.requested, series: doc.series ?? undefined },
    kind,
  }
}
