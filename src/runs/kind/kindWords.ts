import type { RunStatus } from '../vocabulary.js'

/** What people read about runs of a kind. Plain data: the admin panel gets it as it is. */
export interface KindWords {
  /** What a run makes, e.g. "Drill series". */
  readonly label: string
  /** What it counts, as within a sentence, e.g. "drill" and "drills". */
  readonly item: { readonly one: string; readonly other: string }
  /** What runs count whose fact `items` has this name, in place of `item`. */
  readonly items?: Readonly<Record<string, { readonly one: string; readonly other: string }>>
  /** Its items are called by the number that their key ends in: "drill 7" for `d07`. Default: by the key. */
  readonly isNumbered?: boolean
  /** Better words for statuses of its runs, e.g. "Choosing positions" for `planning`. Lists and filters say the general ones. */
  readonly status?: Readonly<Partial<Record<RunStatus, string>>>
  /** What its steps are called by their kind, as within a sentence, e.g. "batch" for `generate`. */
  readonly step?: Readonly<Record<string, string>>
  /** What its facts are called, e.g. "Positions drawn"; facts without a name are not shown. */
  readonly facts?: Readonly<Record<string, string>>
  /** What a run was asked for, in the order in which people would; what is not named here follows. */
  readonly inputs?: readonly InputWords[]
  /** Where its runs leave drafts: the page of a run lists them. Default: none, where the page of its target does. */
  readonly drafts?: readonly DraftWords[]
}

export interface DraftWords {
  readonly collection: string
  readonly titleField: string
  /** What the list is called. Default: what was made. */
  readonly label?: string
}

export interface InputWords {
  /** As requests have it. */
  readonly name: string
  /** Default: the word of the dictionary's group `inputs`, else the name. */
  readonly label?: string
  /** It is the id of a document there, which is shown by its title. */
  readonly document?: { readonly collection: string; readonly titleField: string }
}

/** What people read about runs of each kind, by its name. Plain data, for the admin panel. */
export const kindWords = (kinds: readonly { kind: string; words: KindWords }[]): Record<string, KindWords> =>
  Object.fromEntries(kinds.map(({ kind, words }) => [kind, words]))
