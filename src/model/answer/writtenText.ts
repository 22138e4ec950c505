/** Values of these names are for code, not for people. */
const codes: readonly string[] = ['key', 'parent', 'part', 'position', 'positions', 'sort']

/** What a backslash and this letter stand for in JSON; any other letter stands for itself. */
const escapes: Readonly<Record<string, string>> = { n: '\n', r: '', t: ' ', b: '', f: '' }

/**
 * The last of what an answer says to people while it is still being written: the texts of its JSON, each on a line of its
 * own, without names, marks and codes. At most `most` characters, never cut through the middle of one. Empty before there
 * is any JSON. What models write before it, such as their thoughts, is left out.
 */
export const writtenText = (answer: string, most: number): string => {
  const begin = answer.search(/[{[]/)
  const text = begin < 0 ? '' : textsOf(answer, begin).join('\n')
  if (text.length <= most) return text
  return `…${text.slice(text.length - most + 1).replace(/^[\uDC00-\uDFFF]/, '')}`
}

const textsOf = (answer: string, begin: number): string[] => {
  const texts: string[] = []
  let name = ''
  let at = answer.indexOf('"', begin)
  while (at >= 0) {
    const { end, isWhole } = endOfString(answer, at + 1)
    const raw = answer.slice(at + 1, end)
    // What stands before a colon names what follows it; the last text is a name only if its colon has come.
    if (isWhole && /^\s*:/.test(answer.slice(end + 1, end + 20))) name = raw
    else if (!codes.includes(name)) texts.push(spoken(raw))
    at = isWhole ? answer.indexOf('"', end + 1) : -1
  }
  return texts.filter((text) => text.trim() !== '')
}

/** Where a string ends that begins here: at its closing quote, or where the answer does. */
const endOfString = (answer: string, begin: number): { end: number; isWhole: boolean } => {
  for (let at = begin; at < answer.length; at += 1) {
    if (answer[at] === '\\') at += 1
    else if (answer[at] === '"') return { end: at, isWhole: true }
  }
  return { end: answer.length, isWhole: false }
}

/** Without what is left of an escape that has not come whole yet. */
const spoken = (raw: string): string =>
  raw
    .replace(/\\(?:u([0-9a-fA-F]{4})|([^u]))/g, (_, code: string | undefined, letter: string) =>
      code ? String.fromCharCode(Number.parseInt(code, 16)) : (escapes[letter] ?? letter),
    )
    .replace(/\\(?:u[0-9a-fA-F]{0,3})?$/, '')
