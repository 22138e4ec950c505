import { createHash } from 'node:crypto'

/** Chooses among templates by a position's notation, so that the same position always reads the same. */
export type Pick = <T>(slot: string, templates: readonly [T, ...T[]], step?: number) => T

/**
 * The choosing function of one position. `slot` names the sentence, `step` moves on from the chosen one, e.g. so that
 * neighbouring choices do not repeat each other.
 */
export function pickFor(notation: string): Pick {
  return (slot, templates, step = 0) => {
    const hash = createHash('sha256').update(`${notation}\n${slot}`).digest().readUInt32BE(0)
    return templates[(hash + step) % templates.length] ?? templates[0]
  }
}
