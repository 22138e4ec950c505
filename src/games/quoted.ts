const SHOWN = 60

/** User text inside a message: in quotes, cut to 60 characters, so that no message carries a whole upload. */
export function quoted(text: string): string {
  const oneLine = text.replace(/\s+/g, ' ').trim()
  return oneLine.length > SHOWN ? `"${oneLine.slice(0, SHOWN)}…"` : `"${oneLine}"`
}
