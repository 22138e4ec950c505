import {
  checkKindsOf,
  defaultLimits,
  type LimitedUser,
  type RequestLimits,
  type RoleLimits,
  roleLimitsSchema,
} from '../options/limitOptions.js'
import { askHost } from '../options/parseOptions.js'
import type { Settings } from '../options/Settings.js'

/** What one user may request, with every default filled in. */
export interface UserLimits extends Required<RequestLimits> {
  kinds: Readonly<Record<string, RequestLimits>>
}

interface LimitsOf {
  settings: Pick<Settings, 'limits'>
  /** The names of all kinds. */
  kinds: readonly string[]
  who: LimitedUser
}

/**
 * What a user may request: the defaults of the user's role, over them what the host set for it, over that what `limits.of` says of
 * the user. Editors have what teachers have, unless the host says otherwise.
 *
 * @throws InvalidOption where `limits.of` throws or returns what cannot be a limit: nobody knows then what is allowed
 */
export const limitsOf = ({ settings, kinds, who }: LimitsOf): UserLimits => {
  const { limits } = settings
  const base = who.role === 'editor' ? 'teacher' : who.role
  const ofRole = [defaultLimits[base], limits.roles[base], who.role === 'editor' ? limits.roles.editor : undefined]
  return [...ofRole, ofHost(settings, { kinds, who })].reduce<UserLimits>(over, { ...defaultLimits[base], kinds: {} })
}

const over = (below: UserLimits, above: RoleLimits | undefined): UserLimits => {
  const kinds = { ...below.kinds }
  for (const [kind, limits] of Object.entries(above?.kinds ?? {})) kinds[kind] = { ...kinds[kind], ...given(limits) }
  return { ...below, ...given(above ?? {}), kinds }
}

/** What is left out says nothing, as does what is undefined. */
const given = ({ perMinute, perHour, perDay, running }: RequestLimits): RequestLimits =>
  Object.fromEntries(Object.entries({ perMinute, perHour, perDay, running }).filter(([, limit]) => limit !== undefined))

const ofHost = ({ limits: { of } }: LimitsOf['settings'], { kinds, who }: Omit<LimitsOf, 'settings'>) => {
  const limits = askHost({ option: 'limits', of, who, schema: roleLimitsSchema })
  checkKindsOf('limits.of', limits, kinds)
  return limits
}
