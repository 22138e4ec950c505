export const importFormats = ['epd', 'csv', 'jsonl', 'pgn'] as const

/** What positions can be imported from. */
export type ImportFormat = (typeof importFormats)[number]
