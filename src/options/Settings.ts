import type { BasePayload } from 'payload'
import type { z } from 'zod'
import type { Game } from '../games/Game.js'
import type { Format } from '../generators/content/format.js'
import type { Tier } from '../model/Model.js'
import type { Provider } from '../model/Provider.js'
import type { PlanScope, SectionOptions, Slugs } from './CoursewrightOptions.js'
import type { optionsSchema } from './optionsSchema.js'
import type { RoleOf } from './roles.js'

/** What one call writes, and what it takes to write it. A format or kind registers its own. */
export interface Section {
  /** By which `model.sections` names it. */
  readonly name: string
  readonly tier: Tier
  /** It is long: a call may take a third longer than others. */
  readonly isHeavy: boolean
  /** Milliseconds one call may take, where a format says so. Default: by `model.timeoutMs`. */
  readonly timeoutMs?: number | undefined
}

export interface SectionSettings {
  readonly tier: Tier
  readonly timeoutMs: number
}

type Checked = z.output<typeof optionsSchema>

export interface ModelSettings extends Readonly<Omit<Checked['model'], 'providers' | 'sections'>> {
  /** In order of preference. */
  readonly providers: readonly [Provider, ...Provider[]]
  /** As they were given, by name; see `sectionSettings`. */
  readonly sections: Readonly<Record<string, SectionOptions>>
}

/** These are not what they were as options. */
type Resolved = 'model' | 'games' | 'formats' | 'slugs' | 'usersSlug' | 'roleOf' | 'planScope'

type AsChecked = { readonly [name in keyof Omit<Checked, Resolved>]: Readonly<Checked[name]> }

/** What the code reads: options with every default filled in, checked, never changed. */
export interface Settings extends AsChecked {
  /** With providers resolved from their presets. */
  readonly model: ModelSettings
  /** The host's, else chess and backgammon. */
  readonly games: readonly Game[]
  /** Those that come with the package, then the host's. */
  readonly formats: readonly Format[]
  /** Every name, those that differ from the defaults too. */
  readonly slugs: Slugs
  /** The auth collection whose users request runs. */
  readonly usersSlug: string
  /** The host's, else what the users collection's field `role` says. */
  readonly roleOf: RoleOf
  /** `undefined`: all use all plans. */
  readonly planScope: PlanScope | undefined
  /** What to warn of when Payload starts. */
  readonly notices: readonly string[]
}

/** Where the plugin stands in `config.custom`; see `coursewrightOf`, of which the lower layers need the settings alone. */
export const settingsKey = 'coursewright'

/** @throws Error when the config has no coursewright plugin */
export const settingsOf = (payload: BasePayload): Settings => {
  const settings: Settings | undefined = payload.config.custom?.[settingsKey]?.settings
  if (!settings) throw new Error('This Payload config has no coursewright plugin: add coursewright({…}) to `plugins`.')
  return settings
}

/** What follows from the settings alone, such as the schema of an input: made with the first use, then kept as long as they are. */
export const bySettings = <Made>(make: (settings: Settings) => Made): ((settings: Settings) => Made) => {
  const made = new WeakMap<Settings, { readonly of: Made }>()
  return (settings) => {
    const known = made.get(settings) ?? { of: make(settings) }
    made.set(settings, known)
    return known.of
  }
}
