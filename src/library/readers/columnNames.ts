/** What a record may be called by, in CSV headers and as flat JSON keys; `fen` and `xgid` are other words for notation. */
export const columnNames = [
  'game',
  'notation',
  'fen',
  'xgid',
  'phase',
  'themes',
  'difficulty',
  'best',
  'line',
  'alsoBest',
  'avoid',
  'score',
  'source',
  'notes',
] as const

export type ColumnName = (typeof columnNames)[number]
