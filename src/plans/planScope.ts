import type { PayloadRequest } from 'payload'
import { z } from 'zod'
import { id } from '../database/stored.js'
import type { Settings } from '../options/Settings.js'
import type { RunDoc } from '../runs/kind/RunKind.js'

const requested = z.object({ requester: id.nullish() })

/**
 * Whose plans a run may share, by the option `planScope` of who requested it; `undefined`: everybody's. When that user is
 * gone nobody knows any more, and the run's plans are its own.
 */
export const scopeOfRun = async (
  { planScope, slugs, usersSlug }: Settings,
  req: PayloadRequest,
  run: RunDoc,
): Promise<string | undefined> => {
  if (!planScope) return undefined
  // Jobs act for the system; only what the host's own function says of the user is kept.
  const ours = { depth: 0, disableErrors: true, overrideAccess: true, req } as const
  const doc = await req.payload.findByID({ collection: slugs.generationRuns, id: run.id, ...ours })
  const { requester } = requested.parse(doc ?? {})
  const found = requester == null ? null : await req.payload.findByID({ collection: usersSlug, id: requester, ...ours })
  return found ? scopeOfUser({ planScope }, { ...found, collection: usersSlug }) : `run:${run.id}`
}

/** The same for the user who asks now. @throws Error when the host's function returns what is no scope */
export const scopeOfUser = (
  { planScope }: Pick<Settings, 'planScope'>,
  user: PayloadRequest['user'],
): string | undefined => {
  if (!planScope || !user) return undefined
  const scope = planScope(user) ?? undefined
  if (scope !== undefined && (typeof scope !== 'string' || scope.length > 200)) {
    throw new Error('The option planScope must return a text of at most 200 characters, or undefined.')
  }
  return scope
}
