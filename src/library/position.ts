import type { Difficulty } from '../games/difficulties.js'
import { moveLimit, notationLimit } from '../games/Game.js'
import { unstorable } from '../text.js'

/** What the library holds about one position, checked by its game and spelled canonically. */
export interface PositionFacts {
  game: string
  notation: string
  phase: string
  themes: string[]
  difficulty: Difficulty
  solution: PositionSolution
  source?: string
  notes?: string
}

export interface PositionSolution {
  /** The move to find. */
  best: string
  /** The main line; starts with `best`. */
  line?: string
  /** Moves that are as good as `best`. */
  alsoBest: string[]
  /** Moves known to be mistakes. */
  avoid: string[]
  /** As the source gives it, e.g. `+0.35` or `#3`. */
  score?: string
}

/**
 * A position as its source gives it: a line of a file, or a document on its way into the collection. Everything may be
 * missing, empty, null or of the wrong type; `normalizePosition` says what is wrong with it.
 */
export interface PositionInput {
  game?: unknown
  /** The variant a file says it is of; other than the game's own, it is refused. */
  variant?: string
  notation?: unknown
  phase?: unknown
  themes?: unknown
  difficulty?: unknown
  solution?: {
    best?: unknown
    line?: unknown
    alsoBest?: unknown
    avoid?: unknown
    score?: unknown
  } | null
  source?: unknown
  notes?: unknown
}

/** What holds for every position of an import that does not say otherwise itself. */
export interface PositionDefaults {
  game?: string
  phase?: string
  difficulty?: string
  themes?: readonly string[]
  source?: string
}

/** A position that cannot go into the library; `field` is the path an editor knows, e.g. `solution.best`. */
export class InvalidPosition extends Error {
  override readonly name = 'InvalidPosition'

  constructor(
    readonly field: string,
    reason: string,
    options?: ErrorOptions,
  ) {
    super(reason, options)
  }
}

/** Most characters of a position's texts, and most of a list: imports and the fields of the collection follow. */
export const positionLimits = {
  notation: notationLimit,
  move: moveLimit,
  line: 1000,
  score: 40,
  theme: 60,
  themes: 20,
  moves: 20,
  source: 300,
  notes: 5000,
} as const

/**
 * One text of a position, trimmed; nothing for missing, null or blank.
 * @throws InvalidPosition for other types, for text longer than `maxLength`, and for what Postgres cannot store
 */
export const textOf = (field: string, value: unknown, maxLength: number): string | undefined => {
  if (value === undefined || value === null) return undefined
  if (typeof value !== 'string' && typeof value !== 'number')
    throw new InvalidPosition(field, `${field} must be text, not ${Array.isArray(value) ? 'a list' : typeof value}.`)
  const text = String(value).trim()
  if (text.length > maxLength)
    throw new InvalidPosition(field, `${field} has ${text.length} characters; at most ${maxLength} are allowed.`)
  const problem = unstorable(text)
  if (problem) throw new InvalidPosition(field, `${field} holds ${problem}, which cannot be stored.`)
  return text === '' ? undefined : text
}

/**
 * Several texts of a position, each trimmed, without blanks and repetitions.
 * @throws InvalidPosition for anything but a list of texts, for too many, and as `textOf` does
 */
export const textListOf = (
  field: string,
  value: unknown,
  { maxItems, maxLength }: { maxItems: number; maxLength: number },
): string[] => {
  if (value === undefined || value === null) return []
  if (!Array.isArray(value)) throw new InvalidPosition(field, `${field} must be a list of texts.`)
  const texts = new Set<string>()
  for (const item of value) {
    const text = textOf(field, item, maxLength)
    if (text !== undefined) texts.add(text)
    if (texts.size > maxItems) throw new InvalidPosition(field, `${field} may have at most ${maxItems} entries.`)
  }
  return [...texts]
}
