import type { Config } from 'payload'
import { defaultGames } from '../games/defaultGames.js'
import type { CoursewrightOptions } from './CoursewrightOptions.js'
import { checkGames } from './checkGames.js'
import { checkKnownKeys, checkNumber } from './checkOption.js'
import { defaultRoleOf } from './defaultRoleOf.js'
import { InvalidOption } from './InvalidOption.js'
import { resolveModel } from './resolveModel.js'
import type { Settings } from './Settings.js'
import { defaultSlugs } from './Slugs.js'

const known = ['enabled', 'model', 'games', 'drillSeries', 'steps', 'queue', 'slugs', 'usersSlug', 'roleOf']

/**
 * Fills in defaults and checks what was given.
 *
 * @throws InvalidOption naming the option, what it is, and what is allowed
 */
export const resolveOptions = (options: CoursewrightOptions, config: Config): Settings => {
  checkKnownKeys('options', options, known)
  const { drillSeries = {}, steps = {} } = options
  checkKnownKeys('slugs', options.slugs ?? {}, Object.keys(defaultSlugs))
  const slugs = { ...defaultSlugs, ...options.slugs }
  const values = Object.values(slugs)
  const doubled = values.find((slug, index) => values.indexOf(slug) !== index)
  if (doubled !== undefined)
    throw new InvalidOption('slugs', slugs, `two collections cannot share the slug "${doubled}"`)
  const games = options.games ?? defaultGames
  checkGames(games)
  const usersSlug = options.usersSlug ?? config.admin?.user ?? 'users'
  if (options.usersSlug && !config.collections?.some(({ slug }) => slug === options.usersSlug)) {
    const auth = (config.collections ?? []).filter((collection) => collection.auth).map(({ slug }) => slug)
    throw new InvalidOption(
      'usersSlug',
      options.usersSlug,
      `name an auth collection of this config: ${auth.join(', ')}`,
    )
  }
  checkKnownKeys('drillSeries', drillSeries, [
    'targetDrillCount',
    'extraPositionsPerPhase',
    'maxPositionsPerPhase',
    'batchSize',
    'choices',
  ])
  checkKnownKeys('steps', steps, ['attempts', 'leaseSeconds', 'retryDelayMs'])
  return {
    enabled: options.enabled ?? true,
    model: resolveModel(options.model ?? {}),
    games,
    drillSeries: {
      targetDrillCount: checkNumber('drillSeries.targetDrillCount', drillSeries.targetDrillCount ?? 21, 1, 1000),
      extraPositionsPerPhase: checkNumber(
        'drillSeries.extraPositionsPerPhase',
        drillSeries.extraPositionsPerPhase ?? 2,
        0,
        100,
      ),
      maxPositionsPerPhase: checkNumber(
        'drillSeries.maxPositionsPerPhase',
        drillSeries.maxPositionsPerPhase ?? 25,
        1,
        1000,
      ),
      batchSize: checkNumber('drillSeries.batchSize', drillSeries.batchSize ?? 5, 1, 10),
      choices: checkNumber('drillSeries.choices', drillSeries.choices ?? 4, 2, 6),
    },
    steps: {
      attempts: checkNumber('steps.attempts', steps.attempts ?? 3, 1, 10),
      leaseSeconds: checkNumber('steps.leaseSeconds', steps.leaseSeconds ?? 60, 1, 3600),
      retryDelayMs: checkNumber('steps.retryDelayMs', steps.retryDelayMs ?? 5000, 0, 3_600_000),
    },
    queue: options.queue ?? 'coursewright',
    slugs,
    usersSlug,
    roleOf: options.roleOf ?? defaultRoleOf({ config, usersSlug }),
  }
}
