import { z } from 'zod'
import {
  checkKindsOf,
  defaultLimits,
  type LimitedUser,
  type RequestLimits,
  type RoleLimits,
  roleLimitsSchema,
} from '../options/limitOptions.js'
import { InvalidOption, parseOptions } from '../options/parseOptions.js'
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
export const limitsOf = ({ settings: { limits }, kinds, who }: LimitsOf): UserLimits => {
  const base = who.role === 'editor' ? 'teacher' : who.role
  const ofRole = [defaultLimits[base], limits.roles[base], who.role === 'editor' ? limits.roles.editor : undefined]
  return [...ofRole, askHost(limits.of, { kinds, who })].reduce<UserLimits>(over, { ...defaultLimits[base], kinds: {} })
}

const over = (below: UserLimits, above: RoleLimits | undefined): UserLimits => {
  const kinds = { ...below.kinds }
  for (const [kind, limits] of Object.entries(above?.kinds ?? {})) kinds[kind] = { ...kinds[kind], ...given(limits) }
  return { ...below, ...given(above ?? {}), kinds }
}

/** What is left out says nothing, as does what is undefined. */
const given = ({ perMinute, perHour, perDay, running }: RequestLimits): RequestLimits =>
  Object.fromEntries(Object.entries({ perMinute, perHour, perDay, running }).filter(([, limit]) => limit !== undefined))

const askHost = (
  of: Settings['limits']['of'],
  { kinds, who }: Pick<LimitsOf, 'kinds' | 'who'>,
): RoleLimits | undefined => {
  if (!of) return undefined
  const { limits } = parseOptions(answer, { limits: { of: askSafely(of, who) } })
  checkKindsOf('limits.of', limits.of, kinds)
  return limits.of
}

/** So that the message names the option. */
const answer = z.object({ limits: z.object({ of: roleLimitsSchema.optional() }) })

const askSafely = (of: NonNullable<Settings['limits']['of']>, who: LimitedUser): unknown => {
  let limits: unknown
  try {
    limits = of(who)
  } catch (error) {
    throw new InvalidOption('limits.of', `threw: ${error instanceof Error ? error.message : String(error)}`)
  }
  // It would look like an object that limits nothing.
  if (limits instanceof Promise)
    throw new InvalidOption('limits.of', 'returned a promise; return the limits themselves')
  return limits
}
