import { queueGroups } from '../../drafts/desk/vocabulary.js'
import { reviewKinds } from '../../drafts/parts/draftFacts.js'

/** Of the review desk, below the admin panel. */
export const reviewPath = '/review'

export const queueStates = ['waiting', 'approved', 'changesRequested', 'rejected'] as const
/** What may be worth a look; the dictionary says each. */
export const queueFlags = [
  'key-long',
  'lengths-differ',
  'stem-echo',
  'grammar-clue',
  'negative-stem',
  'absolute-words',
  'near-duplicate',
] as const

/** What of the queue is shown; stands in the address, so that it can be sent to another user and survives a reload. */
export interface DeskFilters {
  readonly state: (typeof queueStates)[number]
  readonly group: (typeof queueGroups)[number]
  /** Empty: all. So for those below. */
  readonly kind: string
  readonly curriculum: string
  readonly run: string
  readonly flag: string
  readonly mine: boolean
}

export const noFilters: DeskFilters = {
  state: 'waiting',
  group: 'run',
  kind: '',
  curriculum: '',
  run: '',
  flag: '',
  mine: false,
}

interface Readable {
  get(name: string): string | null
}

/** Filters in an address; what is not known there is left out. */
export const readFilters = (address: Readable): DeskFilters => {
  const oneOf = <T extends string>(name: string, allowed: readonly T[]): T | undefined =>
    allowed.find((value) => value === address.get(name))
  return {
    state: oneOf('state', queueStates) ?? noFilters.state,
    group: oneOf('group', queueGroups) ?? noFilters.group,
    kind: oneOf('kind', reviewKinds) ?? '',
    curriculum: address.get('curriculum') ?? '',
    run: address.get('run') ?? '',
    flag: address.get('flag') ?? '',
    mine: address.get('mine') === 'true',
  }
}

/** The same as the query of an address or a request: what is as it always is stays out. */
export const filterQuery = (filters: DeskFilters): URLSearchParams => {
  const query = new URLSearchParams()
  for (const name of ['state', 'group', 'kind', 'curriculum', 'run', 'flag'] as const) {
    if (filters[name] !== noFilters[name]) query.set(name, filters[name])
  }
  if (filters.mine) query.set('mine', 'true')
  return query
}

/** Whether anything but the grouping keeps rows out of sight. */
export const isFiltered = ({ group: _group, ...filters }: DeskFilters): boolean => {
  const { group: _none, ...none } = noFilters
  return JSON.stringify(filters) !== JSON.stringify(none)
}

/** Where what a run made is reviewed. */
export const deskOfRun = (run: number | string): `/${string}` =>
  `${reviewPath}?${filterQuery({ ...noFilters, run: String(run) })}`
