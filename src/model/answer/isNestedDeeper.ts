/** Whether brackets outside of strings nest deeper than `levels` in a JSON text, or in what is nearly JSON. */
export const isNestedDeeper = (text: string, levels: number): boolean => {
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
