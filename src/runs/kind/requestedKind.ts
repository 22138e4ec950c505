import { RequestError } from '../../errors.js'
import type { Role } from '../../options/roles.js'
import { quoted } from '../../text.js'
import type { RunKind } from './RunKind.js'

interface RequestedKind {
  /** As the request names it. */
  kind: unknown
  /** Our own code and commands act without a user, as the system. */
  role: Role | 'system'
}

/**
 * The kind that a request names, at whichever door.
 *
 * @throws RequestError 400 when there is none of that name, 403 when this role may not request it
 */
export const requestedKind = (kinds: readonly RunKind[], { kind: name, role }: RequestedKind): RunKind => {
  const allowed = kindsFor(kinds, role).map(({ kind }) => kind)
  const kind = kinds.find((known) => known.kind === name)
  const asNamed = quoted(String(name))
  if (!kind) {
    throw new RequestError(400, `The kind ${asNamed} is unknown: use ${allowed.join(', ')}.`, {
      code: 'unknown_kind',
      allowed,
    })
  }
  if (allowed.includes(kind.kind)) return kind
  const what = allowed.length > 0 ? `you may request ${allowed.join(', ')}` : 'you may request none'
  throw new RequestError(403, `Runs of the kind ${asNamed} are not for your role: ${what}.`, {
    code: 'kind_not_allowed',
    allowed,
  })
}

/** The kinds that a role may request. */
export const kindsFor = (kinds: readonly RunKind[], role: Role | 'system'): RunKind[] =>
  kinds.filter(({ roles }) => role === 'system' || roles.includes(role))
