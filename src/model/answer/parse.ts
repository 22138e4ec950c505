import { jsonrepair } from 'jsonrepair'
import { storable } from '../../text.js'

/** More is no answer to anything we ask. */
const MAX_CHARACTERS = 1_000_000

/** Every schema we send has 10 levels at most. */
const MAX_LEVELS = 64

/**
 * The time a repair takes grows with the square of the length: up to a second for this much of the worst text, minutes
 * for a million characters. It is about 16,000 tokens.
 */
const MAX_REPAIRED_CHARACTERS = 64_000

type ParsedAnswer = { readonly value: unknown } | { readonly problem: string }

/**
 * Reads the JSON of an answer without asking again: as it stands, without code fences and prose around it, or repaired
 * when it is nearly JSON (a missing quote or bracket, a comma too many, comments). Never throws.
 *
 * @returns the value, unchecked, or why there is none: a text of at most 1,000,000 characters and 64 levels is read,
 *   and one of at most 64,000 repaired
 */
export const parseAnswer = (text: string): ParsedAnswer => {
  if (text.trim() === '') return { problem: 'it was empty' }
  if (text.length > MAX_CHARACTERS) return { problem: `it was longer than ${MAX_CHARACTERS} characters` }
  if (isNestedDeeper(text, MAX_LEVELS)) return tooDeep
  const whole = parseJson(text)
  if (whole) return unwrapped(whole)
  const answer = withoutThoughts(text)
  const json = withoutSurroundings(answer)
  if (json === undefined) return { problem: 'it held no JSON' }
  return parseJson(json.closed) ?? amongProse(answer) ?? repair(json.nearly)
}

/** Whether there is JSON in the text that needs no repair: then nothing more can belong to it. */
export const isWholeJson = (text: string): boolean => {
  if (text.length > MAX_CHARACTERS || isNestedDeeper(text, MAX_LEVELS)) return false
  const json = withoutSurroundings(withoutThoughts(text))
  return json !== undefined && parseJson(json.closed) !== undefined
}

/** JSON as text in JSON; what is written once more as text is not looked into. */
const unwrapped = (parsed: { value: unknown }): ParsedAnswer => {
  const { value } = parsed
  if (typeof value !== 'string' || !/^\s*(\{|\[|"\s*\\?[{[])/.test(value)) return parsed
  return isNestedDeeper(value, MAX_LEVELS) ? tooDeep : (parseJson(value) ?? parsed)
}

/** What models leave in their answer of how they came to it: the last of these ends it. */
const endOfThoughts = /<\/think(?:ing)?>|<\|message\|>/gi

const withoutThoughts = (text: string): string => {
  const end = [...text.matchAll(endOfThoughts)].at(-1)
  const answer = end ? text.slice(end.index + end[0].length) : text
  return /[{[]/.test(answer) ? answer : text
}

const tooDeep = { problem: `it was nested deeper than ${MAX_LEVELS} levels` }

const parseJson = (text: string): { value: unknown } | undefined => {
  try {
    return { value: storable(JSON.parse(text)) }
  } catch {
    // Not JSON as it stands; the caller has other ways to read it.
    return undefined
  }
}

const opening = /\{|\[\s*[{[\]]/

/**
 * The JSON of a text that has brackets in its prose, too: of all pieces between brackets the longest, where no other is JSON. What
 * stands inside of a longer one belongs to a broken answer; of several that are JSON, or one that is cut off, none is all of it.
 */
const amongProse = (text: string): { value: unknown } | undefined => {
  let [longest, found] = ['', undefined as { value: unknown } | undefined]
  for (let at = 0; at < text.length; ) {
    const start = at + text.slice(at).search(opening)
    if (start < at) break
    const end = endOfBrackets(text, start)
    if (end === undefined) return undefined
    const piece = text.slice(start, end)
    const parsed = parseJson(piece)
    if (parsed && found) return undefined
    if (piece.length > longest.length) [longest, found] = [piece, parsed]
    else if (parsed) return undefined
    at = end
  }
  return found
}

/** Behind the bracket that closes the one at `start`. */
const endOfBrackets = (text: string, start: number): number | undefined => {
  let depth = 0
  for (let at = start; at < text.length; at += 1) {
    const character = text[at]
    if (character === '"') at = endOfString(text, at)
    else if (character === '{' || character === '[') depth += 1
    else if (character === '}' || character === ']') depth -= 1
    if (depth === 0) return at + 1
  }
  return undefined
}

const endOfString = (text: string, start: number): number => {
  let at = start + 1
  while (at < text.length && text[at] !== '"') at += text[at] === '\\' ? 2 : 1
  return at
}

/**
 * From the first object, or list of objects, to the last bracket: what follows is prose. Unless the text ends with a
 * closed quote: then only brackets are missing, and what nearly is JSON goes on to there. An answer that was cut off
 * early has no last bracket.
 */
const withoutSurroundings = (text: string): { closed: string; nearly: string } | undefined => {
  const start = text.search(opening)
  if (start < 0) return undefined
  const end = Math.max(text.lastIndexOf('}'), text.lastIndexOf(']')) + 1
  const closed = text.slice(start, end > start ? end : undefined)
  return { closed, nearly: text.trimEnd().endsWith('"') ? text.slice(start) : closed }
}

const repair = (json: string): ParsedAnswer => {
  if (json.length > MAX_REPAIRED_CHARACTERS) return { problem: 'it was no JSON, and too long to be repaired' }
  try {
    const repaired = jsonrepair(json)
    // Where quotes are missing, what was inside of strings may have become structure.
    return isNestedDeeper(repaired, MAX_LEVELS) ? tooDeep : { value: storable(JSON.parse(repaired)) }
  } catch {
    // The repair's own message quotes the answer.
    return { problem: 'it was no JSON and could not be repaired' }
  }
}

/** Whether brackets outside of strings nest deeper than `levels` in a JSON text, or in what is nearly JSON. */
const isNestedDeeper = (text: string, levels: number): boolean => {
  let depth = 0
  let isInString = false
  for (let at = 0; at < text.length; at += 1) {
    const character = text[at]
    if (isInString) {
      if (character === '\\') at += 1
      else if (character === '"') isInString = false
    } else if (character === '"') isInString = true
    else if (character === '{' || character === '[') {
      depth += 1
      if (depth > levels) return true
    } else if (character === '}' || character === ']') depth = Math.max(0, depth - 1)
  }
  return false
}

/**
 * What is certainly whole in an answer that was cut off at its length limit: the properties before the one it was cut
 * in. Of that one nothing is kept, because half a text or half a list passes for a whole one, unless it is a list whose
 * items carry a `key`: its whole items are kept, because the missing ones are known by their keys.
 *
 * @returns JSON, unchecked; `undefined` if nothing is whole
 */
export const salvageAnswer = (written: string): unknown => {
  const text = withoutThoughts(written)
  const { wholeItemsEnd, wholePropertiesEnd } = cutsOf(text)
  const start = text.indexOf('{')
  return (
    (wholeItemsEnd > wholePropertiesEnd ? keyed(read(`${text.slice(start, wholeItemsEnd)}]}`)) : undefined) ??
    (wholePropertiesEnd > 0 ? read(`${text.slice(start, wholePropertiesEnd)}}`) : undefined)
  )
}

/** Where the text can be cut so that only whole items of a property's list, or only whole properties, are left. */
const cutsOf = (text: string) => {
  const open: string[] = []
  let isInString = false
  let wholeItemsEnd = 0
  let wholePropertiesEnd = 0
  for (let at = text.indexOf('{'); at >= 0 && at < text.length; at += 1) {
    const character = text.charAt(at)
    if (isInString) {
      if (character === '\\') at += 1
      else if (character === '"') isInString = false
    } else if (character === '"') isInString = true
    else if (character === '{' || character === '[') open.push(character)
    else if (character === '}' || character === ']') {
      // A text that goes on after its object is as whole as it gets: the closing bracket is put back by the caller.
      if (open.length === 1) return { wholeItemsEnd: 0, wholePropertiesEnd: at }
      open.pop()
      if (open.length === 1) wholePropertiesEnd = at + 1
      if (open.length === 2 && open[1] === '[') wholeItemsEnd = at + 1
    } else if (character === ',' && open.length === 1) wholePropertiesEnd = at
  }
  return { wholeItemsEnd, wholePropertiesEnd }
}

const read = (json: string): unknown => {
  const parsed = parseAnswer(json)
  return 'value' in parsed ? parsed.value : undefined
}

/** The answer, if the list it was cut in, its last property, is one of items with keys. */
const keyed = (answer: unknown): unknown => {
  const last = Object.values(answer ?? {}).at(-1)
  const isKeyed = Array.isArray(last) && last.every((item) => typeof item?.key === 'string')
  return isKeyed ? answer : undefined
}
