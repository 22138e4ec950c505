import type { Config } from 'payload'
import { defaultGames } from '../games/defaultGames.js'
import type { Game } from '../games/Game.js'
import { shippedFormats } from '../generators/shippedFormats.js'
import { type CoursewrightOptions, defaultSlugs, type Slugs } from './CoursewrightOptions.js'
import { checkFormats } from './formatOptions.js'
import { checkBudgets } from './limitOptions.js'
import { optionsSchema } from './optionsSchema.js'
import { InvalidOption, parseOptions } from './parseOptions.js'
import { resolveModel } from './resolveModel.js'
import { defaultRoleOf, noticesOfRoles } from './roles.js'
import type { Settings } from './Settings.js'

/**
 * Fills in defaults and checks what was given.
 *
 * @throws InvalidOption naming the option, what it is, and what is allowed
 */
export const resolveOptions = (options: CoursewrightOptions, config: Config): Settings => {
  const checked = parseOptions(optionsSchema, options)
  const given = Object.entries(checked.slugs).filter(([, slug]) => slug !== undefined)
  const slugs: Slugs = { ...defaultSlugs, ...Object.fromEntries(given) }
  checkDifferent('slugs', Object.values(slugs), 'two collections cannot share it')
  // Games may be instances of a class, so they are used as they were given.
  const games = options.games ?? defaultGames
  checkDifferent('games', slugsOf(games), 'each game needs its own slug')
  for (const [index, { phases }] of games.entries()) {
    checkDifferent(
      `games[${index}].phases`,
      phases.map(({ value }) => value),
      'each phase needs its own value',
    )
  }
  const usersSlug = options.usersSlug ?? config.admin?.user ?? 'users'
  checkUsers(options.usersSlug, config)
  const model = resolveModel(checked.model)
  checkBudgets(checked, model.providers)
  // Used as they were given, like games.
  const formats = options.formats ?? []
  checkFormats(formats, model.providers)
  return {
    ...checked,
    model,
    games,
    formats: [...shippedFormats, ...formats],
    slugs,
    usersSlug,
    roleOf: options.roleOf ?? defaultRoleOf({ config, usersSlug }),
    planScope: options.planScope,
    notices: options.roleOf ? [] : noticesOfRoles({ config, usersSlug }),
  }
}

const slugsOf = (games: readonly Game[]): string[] => games.map(({ slug }) => slug)

const checkDifferent = (option: string, values: readonly string[], rule: string): void => {
  const doubled = values.find((value, index) => values.indexOf(value) !== index)
  if (doubled !== undefined) throw new InvalidOption(option, `has "${doubled}" twice; ${rule}`)
}

const checkUsers = (usersSlug: string | undefined, { collections = [] }: Config): void => {
  if (usersSlug === undefined) return
  const auth = collections.filter((collection) => collection.auth).map(({ slug }) => slug)
  if (auth.includes(usersSlug)) return
  throw new InvalidOption('usersSlug', `is "${usersSlug}"; name an auth collection of this config: ${auth.join(', ')}`)
}
