import type { BasePayload, TypedUser } from 'payload'
import type { Game } from '../games/Game.js'
import type { Tier } from '../model/Model.js'
import type { Provider } from '../model/Provider.js'
import type { DrillSeriesOptions, SectionOptions, Slugs, StepOptions } from './CoursewrightOptions.js'
import type { Role } from './roles.js'

/** What one call writes, and what it takes to write it. A format or kind registers its own. */
export interface Section {
  /** By which `model.sections` names it. */
  readonly name: string
  readonly tier: Tier
  /** It is long: a call may take a third longer than others. */
  readonly isHeavy: boolean
}

export interface SectionSettings {
  readonly tier: Tier
  readonly timeoutMs: number
}

export interface ModelSettings {
  /** In order of preference. */
  readonly providers: readonly [Provider, ...Provider[]]
  readonly timeoutMs: number | 'dynamic'
  /** As they were given, by name; see `sectionSettings`. */
  readonly sections: Readonly<Record<string, SectionOptions>>
  readonly stallMs: number
  readonly deadlineMs: number
  readonly maxCalls: number
  readonly retryDelayMs: number
  readonly breakerMs: number
  readonly maxTokens: number | undefined
  readonly maxCostUsd: number | undefined
  readonly logBodies: boolean
}

/** What the code reads: options with every default filled in, checked, never changed. */
export interface Settings {
  readonly enabled: boolean
  readonly model: ModelSettings
  readonly games: readonly Game[]
  readonly drillSeries: Readonly<Required<DrillSeriesOptions>>
  readonly steps: Readonly<Required<StepOptions>>
  readonly queue: string
  readonly safeQueue: 'own' | 'all' | false
  readonly listenURI: string | false | undefined
  readonly slugs: Slugs
  readonly usersSlug: string
  readonly roleOf: (user: TypedUser) => Role | undefined
  /** What to warn of when Payload starts. */
  readonly notices: readonly string[]
}

/** Where the plugin stands in `config.custom`; see `coursewrightOf`, of which the lower floors need the settings alone. */
export const settingsKey = 'coursewright'

/** @throws Error when the config has no coursewright plugin */
export const settingsOf = (payload: BasePayload): Settings => {
  const settings: Settings | undefined = payload.config.custom?.[settingsKey]?.settings
  if (!settings) throw new Error('This Payload config has no coursewright plugin: add coursewright({…}) to `plugins`.')
  return settings
}
