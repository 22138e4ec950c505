const OPENING = /(?:^|[,;\t])[ ]*"/g
const AFTER_CLOSING = /[ ]*(?:[,;\t]|$)/y

/**
 * How the quotes of CSV stand at the end of a line: a field is still `open`, all are `closed`, or they are `broken`
 * because something follows a closing one. A quote opens a field only where the field begins.
 */
export const quotesAfter = (text: string, isOpenBefore: boolean): 'open' | 'closed' | 'broken' => {
  let at = 0
  let isOpen = isOpenBefore
  while (true) {
    if (!isOpen) {
      OPENING.lastIndex = at
      if (!OPENING.test(text)) return 'closed'
      at = OPENING.lastIndex
    }
    isOpen = false
    const quote = endOfField(text, at)
    if (quote === -1) return 'open'
    AFTER_CLOSING.lastIndex = quote + 1
    if (!AFTER_CLOSING.test(text)) return 'broken'
    at = quote + 1
  }
}

/** Where the quote stands that closes a field; two in a row stand for one inside. */
const endOfField = (text: string, from: number): number => {
  let quote = text.indexOf('"', from)
  while (quote !== -1 && text[quote + 1] === '"') quote = text.indexOf('"', quote + 2)
  return quote
}
