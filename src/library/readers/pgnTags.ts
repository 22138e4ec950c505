/** By name in lower case. */
export type PgnTags = Map<string, string>

/** The tags we use, and the seven every game should have, which tell where the next one begins. Others are not held. */
const known = new Set(
  'event site date round white black result fen variant annotator theme themes phase difficulty'.split(' '),
)

/** A line with a broken tag is short; no hostile one is worth a long look. A whole game may stand on one line. */
const MAX_BROKEN_LINE = 8 * 1024
const MAX_VALUE = 1000

const TAG = /\s*\[\s*(\w+)\s*"((?:[^"\\]|\\.)*)"\s*\]\s*/y
/** With quotes inside that nobody escaped: `[Event "The "Big" One"]`. */
const LOOSE_TAG = /^\s*\[\s*(\w+)\s*"(.*)"\s*\]\s*$/
/** The beginning of a tag that is broken otherwise, such as `[Event "Linares`. */
const BROKEN_TAG = /^\s*\[\s*[A-Za-z]\w*\s*(?:"|\])/

/**
 * The tags a line of PGN begins with, mostly one, and what stands behind them. A broken tag is a tag we do not know.
 * @returns no `tags` for a line that begins with none
 */
export const tagsOf = (line: string): { tags?: PgnTags; rest: string } => {
  if (!/^\s*\[/.test(line)) return { rest: line }
  const tags: PgnTags = new Map()
  const add = (name = '', value = '') => {
    if (known.has(name.toLowerCase()) && !tags.has(name.toLowerCase()))
      tags.set(name.toLowerCase(), value.slice(0, MAX_VALUE))
  }
  let at = 0
  for (;;) {
    TAG.lastIndex = at
    const [tag, name, value] = TAG.exec(line) ?? []
    if (tag === undefined) break
    add(name, value?.replace(/\\(.)/g, '$1'))
    at += tag.length
  }
  if (at > 0) return { tags, rest: BROKEN_TAG.test(line.slice(at)) ? '' : line.slice(at) }
  if (line.length > MAX_BROKEN_LINE) return { rest: line }
  const [, name, value] = LOOSE_TAG.exec(line) ?? []
  if (name !== undefined) add(name, value)
  else if (!BROKEN_TAG.test(line)) return { rest: line }
  return { tags, rest: '' }
}
