import { createHash } from 'node:crypto'

/** A whole number below 2^32 that a text gives, the same each time. */
export function numberOf(text: string): number {
  return createHash('sha256').update(text).digest().readUInt32BE(0)
}

/** Chooses among templates by a text, e.g. a position's notation, so that the same text always reads the same. */
export type Pick = <T>(slot: string, templates: readonly [T, ...T[]], step?: number) => T

/**
 * The choosing function of one text. `slot` names the sentence, `step` moves on from the chosen one, e.g. so that
 * neighbouring choices do not repeat each other.
 */
export function pickFor(text: string): Pick {
  return (slot, templates, step = 0) =>
    templates[(numberOf(`${text}\n${slot}`) + step) % templates.length] ?? templates[0]
}

/** Chooses of each sentence another template than `pick` does, where there is one. */
export function anotherOf(pick: Pick): Pick {
  return (slot, templates, step = 0) => pick(slot, templates, step + 1)
}

/** `a`, `a and b`, `a, b and c`. */
export function joinWords(words: readonly string[]): string {
  return words.length < 2 ? words.join('') : `${words.slice(0, -1).join(', ')} and ${words.at(-1)}`
}

/** `an opening`, `a middlegame`. */
export function withArticle(noun: string): string {
  return `${/^[aeiou]/i.test(noun) ? 'an' : 'a'} ${noun}`
}

/** Begins with a capital letter. */
export function capital(text: string): string {
  return text.slice(0, 1).toUpperCase() + text.slice(1)
}

/** Ends with a full stop, unless it ends a sentence already. */
export function withStop(text: string): string {
  return /[.!?…]["”’)]*$/.test(text) ? text : `${text}.`
}

/** The sentences of a text, each with the mark that ends it. */
export function sentencesOf(text: string): string[] {
  return (text.match(/[^.!?]+(?:[.!?](?!\s|$)[^.!?]*)*[.!?]*["”’)\]]*/g) ?? []).map((one) => one.trim()).filter(Boolean)
}

const segmenter = new Intl.Segmenter('en', { granularity: 'word' })

/** Words as checks count them: `if–then` has two. */
export function countWords(text: string): number {
  return [...segmenter.segment(text)].filter(({ isWordLike }) => isWordLike).length
}

/** The first words of a text, without punctuation at its end. */
export function firstWords(text: string, most: number): string {
  const parts = text.split(/\s+/)
  let count = parts.length
  while (count > 1 && countWords(parts.slice(0, count).join(' ')) > most) count -= 1
  return parts
    .slice(0, count)
    .join(' ')
    .replace(/[,;:.]+$/, '')
}

/** The items from another one on. */
export function turned<T>(items: readonly T[], by: number): T[] {
  const at = items.length === 0 ? 0 : ((by % items.length) + items.length) % items.length
  return [...items.slice(at), ...items.slice(0, at)]
}
