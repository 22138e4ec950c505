import { isRecord } from '../../text.js'
import { hashOf } from './hash.js'

/** What a draft is written from and may change afterwards. */
const sourceNames = ['curriculum', 'profile', 'kit', 'plan', 'position'] as const

export type SourceName = (typeof sourceNames)[number]

/**
 * Hashes of what a draft was written from, by name: kept with it, so that a user can be told later what of it has changed.
 * `source`: as generators have it; of a drill, `item` is its position.
 */
export const sourceHashesOf = (source: unknown): Partial<Record<SourceName, string>> => {
  if (!isRecord(source)) return {}
  const { item } = source
  const position = isRecord(item) ? { ...item, key: undefined, principle: undefined } : undefined
  const all: Readonly<Record<string, unknown>> = { ...source, position }
  return Object.fromEntries(
    sourceNames.flatMap((name) => (all[name] === undefined || all[name] === null ? [] : [[name, hashOf(all[name])]])),
  )
}

/** What a draft keeps of what it was written from. */
export interface SourceMarks {
  /** Of everything. */
  readonly hash: string
  /** By name; see `sourceHashesOf`. */
  readonly hashes: Partial<Record<SourceName, string>>
}

export const sourceMarksOf = (source: unknown): SourceMarks => ({
  hash: hashOf(source),
  hashes: sourceHashesOf(source),
})

/** The fields of a draft for what it was written from: as it was when the answer came, else as `source` has it now. */
export const sourceFieldsOf = (made: { readonly source?: SourceMarks | undefined }, source: unknown) => {
  const { hash, hashes } = made.source ?? sourceMarksOf(source)
  return { sourceHash: hash, sourceHashes: hashes }
}

/** Which of these sources say something else by now, or are gone; of a draft from before they were kept, none. */
export const changedSources = (kept: unknown, now: unknown): SourceName[] => {
  const hashes = sourceHashesOf(now)
  return sourceNames.filter((name) => isRecord(kept) && kept[name] !== undefined && kept[name] !== hashes[name])
}
