import type { PayloadRequest } from 'payload'
import { readTogether } from '../database/transactions.js'
import type { Game } from '../games/Game.js'
import type { Format, FormatSubject } from '../generators/content/format.js'
import { invalidInput, wrongInput } from '../invalidInput.js'
import type { Settings } from '../options/Settings.js'
import type { PlanOptions } from '../plans/lookUpPlan.js'
import { checkFallbackPlan } from '../plans/readPlan.js'
import { longestName, quoted, shorten } from '../text.js'
import { findReadable } from './sources/documents.js'
import { checkKitLength, findKit } from './sources/kit.js'
import type { SourceIds } from './sources/loadSources.js'

// What requests of several kinds ask for alike: a format, a game, documents.

/** The host's and ours, of lessons or of courses. */
export const formatsOf = ({ formats }: Settings, subject: FormatSubject): readonly Format[] =>
  formats.filter(({ of }) => of === subject)

/** For `RunKind.limits`. */
export const toldFormats = (formats: readonly Format[]) =>
  formats.map(({ key, label, sections, plan }) => ({
    ...{ key, label, hasPlan: plan !== undefined },
    sections: sections.map((section) => ({ key: section.key, title: section.title })),
  }))

const find = (formats: readonly Format[], wanted: string) => formats.find(({ key }) => key === wanted)

/** @throws RequestError 400 where a request names none of them */
export const askedFormat = (formats: readonly Format[], key: string): Format => {
  const found = find(formats, key)
  if (!found) throw wrongInput('format', `there is no format "${key}"`)
  return found
}

/** The one that a run was requested in: a host may have taken it away since. */
export const formatOfRun = (formats: readonly Format[], key: string): Format => {
  const found = find(formats, key)
  if (!found) throw new Error(`The format "${key}" is gone.`)
  return found
}

/** @throws RequestError 400 where something is said of a plan, and the format has none */
export const checkPlan = (
  { label, plan }: Format,
  { planFirst, fallbackPlan }: Pick<PlanOptions, 'planFirst' | 'fallbackPlan'>,
): void => {
  if (plan) return
  if (planFirst) throw wrongInput('planFirst', `the format "${label}" has no plan; leave it out`)
  if (fallbackPlan != null) throw wrongInput('fallbackPlan', `the format "${label}" has no plan; leave it out`)
}

/** @throws RequestError 400 where there is no such game, or the curriculum is for another one */
export const askedGame = ({ games }: Settings, slug: string, curriculum: { game: string } | undefined): Game => {
  const found = games.find((known) => known.slug === slug)
  if (!found) throw wrongInput('game', `there is no game "${slug}"`)
  if (curriculum?.game && curriculum.game !== slug) {
    const message = `the curriculum is for ${curriculum.game}, not for ${slug}`
    const facts = { code: 'curriculum_of_other_game', game: slug, curriculumGame: curriculum.game }
    throw invalidInput([{ path: ['game'], message }], { facts })
  }
  return found
}

/** @throws RequestError 400 where the game has not all of these phases */
export const checkPhases = (game: Game, phases: readonly string[] | null | undefined): void => {
  const allowed = game.phases.map(({ value }) => value)
  const unknown = phases?.filter((phase) => !allowed.includes(phase)) ?? []
  if (unknown.length === 0) return
  const message = `${unknown.map((phase) => quoted(phase)).join(', ')} is none of ${allowed.join(', ')}`
  const facts = { code: 'unknown_phase', unknown: unknown.map((phase) => shorten(phase, longestName)), allowed }
  throw invalidInput([{ path: ['phases'], message }], { facts })
}

interface CheckNamed {
  input: Pick<SourceIds, 'profile' | 'kit'> & Pick<PlanOptions, 'fallbackPlan'>
  format: Format
}

/**
 * Documents that a request names, and only steps of its run read.
 *
 * @throws RequestError 400 for one that does not exist, that the requester may not read, or that no run can be made with
 */
export const checkNamed = async (
  settings: Settings,
  req: PayloadRequest,
  { input: { profile, kit, fallbackPlan }, format }: CheckNamed,
): Promise<void> => {
  await readTogether(req, [
    () => profile == null || findReadable(req, { collection: settings.slugs.profiles, id: profile, name: 'profile' }),
    () => kit == null || findKit(settings, req, kit).then((found) => checkKitLength(settings, found)),
    () => fallbackPlan == null || checkFallbackPlan(settings, { req, plan: fallbackPlan, format: format.key }),
  ])
}

/** What is added to a document is like the rest of it, unless the request says otherwise: `null` says none. */
export const withDefaults = <Asked extends object, Name extends keyof Asked>(
  asked: Asked,
  rest: Pick<Asked, Name>,
  names: readonly Name[],
): Asked => ({
  ...asked,
  ...Object.fromEntries(names.map((name) => [name, asked[name] === undefined ? rest[name] : asked[name]])),
})
