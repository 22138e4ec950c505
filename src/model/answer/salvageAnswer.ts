import { parseAnswer } from './parseAnswer.js'

/**
 * What is certainly whole in an answer that was cut off at its length limit: the properties before the one it was cut
 * in. Of that one nothing is kept, because half a text or half a list passes for a whole one, unless it is a list whose
 * items carry a `key`: its whole items are kept, because the missing ones are known by their keys.
 *
 * @returns JSON, unchecked; `undefined` if nothing is whole
 */
export const salvageAnswer = (text: string): unknown => {
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
