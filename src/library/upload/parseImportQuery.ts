import { RequestError } from '../../errors.js'
import { difficulties } from '../../games/difficulties.js'
import type { Game } from '../../games/Game.js'
import { quoted } from '../../text.js'
import { detectFormat } from '../detectFormat.js'
import { type ImportFormat, importFormats } from '../ImportFormat.js'
import type { PositionDefaults } from '../PositionDefaults.js'
import type { Upload } from './readUpload.js'

interface ParseImportQueryInput {
  query: URLSearchParams
  games: readonly Game[]
  upload: Pick<Upload, 'fileName' | 'contentType'>
}

/**
 * `?game=chess&format=epd&phase=…&difficulty=…&themes=a;b&source=…&fileName=…`: all optional, but a format must be
 * named or told by the file, and EPD and PGN need the game, which they never name themselves.
 * @throws RequestError 400 naming what is allowed
 */
export const parseImportQuery = ({
  query,
  games,
  upload,
}: ParseImportQueryInput): { format: ImportFormat; defaults: PositionDefaults } => {
  const given = (name: string) => query.get(name)?.trim() || undefined
  const slugs = games.map(({ slug }) => slug)
  const detected = detectFormat({ fileName: given('fileName') ?? upload.fileName, contentType: upload.contentType })
  const format = given('format')?.toLowerCase() ?? detected
  requireOneOf('format', format, importFormats)

  const game = given('game')
  if (game !== undefined || format === 'epd' || format === 'pgn') requireOneOf('game', game, slugs)
  const phase = given('phase')
  const phases = games.filter(({ slug }) => game === undefined || slug === game).flatMap((known) => known.phases)
  if (phase !== undefined) requireOneOf('phase', phase, [...new Set(phases.map(({ value }) => value))])
  const difficulty = given('difficulty')
  if (difficulty !== undefined) requireOneOf('difficulty', difficulty, difficulties)

  const themes = given('themes')?.split(';')
  return { format, defaults: { game, phase, difficulty, themes, source: given('source') } }
}

/** @throws RequestError 400 */
function requireOneOf<T extends string>(
  name: string,
  value: string | undefined,
  allowed: readonly T[],
): asserts value is T {
  if (allowed.some((known) => known === value)) return
  const problem = value === undefined ? `${name} is missing` : `${name} ${quoted(value)} is unknown`
  throw new RequestError(400, `${problem}; allowed are ${allowed.join(', ')}.`, { code: `unknown_${name}`, allowed })
}
