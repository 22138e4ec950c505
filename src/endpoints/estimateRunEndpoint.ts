import { addDataAndFileToRequest, type Endpoint } from 'payload'
import { roleOfRequest } from '../access/access.js'
import { RequestError } from '../errors.js'
import type { Settings } from '../options/Settings.js'
import type { RunKind } from '../runs/RunKind.js'

/** `POST /generation-runs/estimate {kind, input}` → `{estimate, input}`: what a run would take; stores nothing. */
export const estimateRunEndpoint = (settings: Settings, kinds: readonly RunKind[]): Endpoint => ({
  path: '/estimate',
  method: 'post',
  handler: async (req) => {
    if (!roleOfRequest(settings, req)) {
      throw new RequestError(401, 'Sign in with a user that has a role.', { code: 'unauthorized' })
    }
    await addDataAndFileToRequest(req)
    const kind = kinds.find((known) => known.kind === (req.data?.kind ?? kinds[0]?.kind))
    if (!kind) {
      const allowed = kinds.map((known) => known.kind)
      throw new RequestError(400, `The kind is unknown: use ${allowed.join(', ')}.`, { code: 'unknown_kind', allowed })
    }
    const { estimate, input } = await kind.admit({ req, input: req.data?.input })
    return Response.json({ estimate, input })
  },
})
