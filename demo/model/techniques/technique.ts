import { turned } from '../wording.js'
import { applying } from './applying.js'
import { checking } from './checking.js'
import { understanding } from './understanding.js'

/**
 * A way of working on any topic. What a request says about its topic is a lesson's matter; these say what a learner
 * does with it, and carry a lesson alone where the request has nothing but a topic.
 */
export interface Technique {
  readonly name: string
  /** After `by`: `putting it into your own words`. */
  readonly doing: string
  /** What it is, in one short sentence. */
  readonly gist: string
  /** What to do, in two or three sentences. */
  readonly how: string
  /** What goes wrong without it, or with it done badly. */
  readonly slip: string
  readonly exampleOf: string
  readonly example: string
  /** What to keep, as an instruction. */
  readonly recap: string
  /** A question on it, and the right choice. */
  readonly stem: string
  readonly key: string
  /** After the key and a colon. */
  readonly because: string
  /** The wrong choices, each with the reason. */
  readonly wrong: readonly (readonly [text: string, why: string])[]
}

/** In the order of a lesson: to understand, to check, to apply. */
export const techniqueGroups: readonly (readonly Technique[])[] = [understanding, checking, applying]

/** All of them in turn, one of each group at a time. */
export function techniquesFrom(turn: number): Technique[] {
  const groups = techniqueGroups.map((group) => turned(group, turn))
  return understanding.flatMap((_, index) => groups.flatMap((group) => group[index] ?? []))
}
