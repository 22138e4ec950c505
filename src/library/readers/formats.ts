export const importFormats = ['epd', 'csv', 'jsonl', 'pgn'] as const

/** What positions can be imported from. */
export type ImportFormat = (typeof importFormats)[number]

const byExtension: Record<string, ImportFormat> = { ndjson: 'jsonl' }

const byContentType: Record<string, ImportFormat> = {
  'application/jsonl': 'jsonl',
  'application/jsonlines': 'jsonl',
  'application/ndjson': 'jsonl',
  'application/x-ndjson': 'jsonl',
  'application/vnd.chess-pgn': 'pgn',
  'application/x-chess-pgn': 'pgn',
  'application/x-epd': 'epd',
  'text/csv': 'csv',
}

/**
 * The format a file is in, told from its name or, failing that, its content type.
 * @returns undefined where neither says
 */
export const detectFormat = ({
  fileName = '',
  contentType = '',
}: {
  fileName?: string
  contentType?: string
}): ImportFormat | undefined => {
  const extension = /\.(\w+)$/.exec(fileName.toLowerCase())?.[1] ?? ''
  const type = contentType.toLowerCase().split(';', 1)[0]?.trim() ?? ''
  return importFormats.find((format) => format === extension) ?? byExtension[extension] ?? byContentType[type]
}
