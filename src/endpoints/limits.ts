import type { Endpoint } from 'payload'
import { requireRole } from '../access/access.js'
import type { Settings } from '../options/Settings.js'
import type { RunKind } from '../runs/RunKind.js'
import { kindsFor } from '../runs/requestedKind.js'

/** `GET /generation/limits`: what the signed-in user may ask for, by kind. */
export const limitsEndpoint = (settings: Settings, kinds: readonly RunKind[]): Endpoint => ({
  path: '/generation/limits',
  method: 'get',
  handler: (req) => {
    const role = requireRole(settings, req)
    const allowed = kindsFor(kinds, role)
    return Response.json({
      ...Object.fromEntries(allowed.flatMap((kind) => (kind.limits ? [[kind.kind, kind.limits()]] : []))),
      role,
      kinds: allowed.map(({ kind }) => kind),
    })
  },
})
