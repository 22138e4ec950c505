const longest = 80

/** An option's value as an error may show it: short, without keys or the credentials in a URL. */
export const describeOption = (option: string, given: unknown): string => {
  if (option.endsWith('apiKey')) return 'not text'
  // Text in the place of a provider is most likely its key.
  if (typeof given === 'string' && /\bproviders(\[\d+\])?$/.test(option)) return 'text'
  const text = typeof given === 'function' ? 'a function' : written(given)
  const shown = text.replace(/[^"]*@/g, '…@').replace(/\?[^"]*/g, '?…')
  return shown.length > longest ? `${shown.slice(0, longest)}…` : shown
}

/** JSON has no word for NaN and Infinity. */
const written = (given: unknown): string =>
  typeof given === 'number' ? String(given) : (JSON.stringify(given, hideKeys) ?? String(given))

const hideKeys = (name: string, value: unknown): unknown => (name === 'apiKey' ? '…' : value)
