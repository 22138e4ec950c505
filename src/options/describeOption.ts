const longest = 80

/** An option's value as an error may show it: short, without keys or the credentials in a URL. */
export const describeOption = (option: string, given: unknown): string => {
  if (option.endsWith('apiKey')) return 'not text'
  const text = typeof given === 'function' ? 'a function' : (JSON.stringify(given, hideKeys) ?? String(given))
  const shown = text.replace(/\/\/[^/@"]*@/, '//…@').replace(/\?[^"]*/, '?…')
  return shown.length > longest ? `${shown.slice(0, longest)}…` : shown
}

const hideKeys = (name: string, value: unknown): unknown => (name === 'apiKey' ? '…' : value)
