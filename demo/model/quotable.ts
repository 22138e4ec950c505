const MAX_LENGTH = 160

/**
 * Text from the library as it may stand inside our sentences: one line, no markup, not too long. Text that seems to
 * name moves or squares is left out (`undefined`), because in another position those would be wrong.
 */
export function quotable(text: string | undefined): string | undefined {
  const plain = text
    ?.replace(/[*_`<>[\]#|\\]/g, ' ')
    .replace(/\s+/g, ' ')
    .trim()
  if (!plain || plain.length > MAX_LENGTH || namesMoves.test(plain)) return undefined
  return plain.replace(/[.;:,]+$/, '')
}

const namesMoves = /[a-h][1-8]|[O0]-[O0]|\d\/\d/i
