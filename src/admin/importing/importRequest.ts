import { isRecord, RequestRefused } from '../shared/api.js'
import type { GameChoice } from '../shared/forms/choices.js'

interface BadLine {
  line: number
  reason: string
}

/** What became of an import. */
export interface ImportAnswer {
  imported: number
  unchanged: number
  failed: number
  errors: readonly BadLine[]
  /** Why nothing was imported at all: the server's own sentence, in English. */
  refusal?: string
}

/** A refused file may name its bad lines too; anything else that was thrown is not about the file. */
export const answerOfRefusal = (error: unknown): ImportAnswer | undefined => {
  if (!(error instanceof RequestRefused)) return undefined
  const { lines: told, failed } = error.data
  const lines = Array.isArray(told) ? told.filter(isRecord) : []
  // Of an empty file there is no line to show.
  if (lines.length === 0) return undefined
  return {
    imported: 0,
    unchanged: 0,
    failed: typeof failed === 'number' ? failed : lines.length,
    errors: lines.map(({ line, reason }) => ({ line: Number(line), reason: String(reason) })),
    refusal: error.message,
  }
}

/** What the import form holds; empty text leaves a question to the file. */
export interface ImportRequest {
  format: string
  game: string
  phase: string
  difficulty: string
  source: string
}

/** The address that takes the file. */
export const importAddress = (url: string, request: ImportRequest, fileName: string): string => {
  const query = new URLSearchParams({ fileName })
  for (const [name, value] of Object.entries(request)) if (value.trim()) query.set(name, value.trim())
  return `${url}?${query}`
}

/** What the server tells the browser about importing here. Plain data. */
export interface ImportProps {
  games: GameChoice[]
  difficulties: { value: string; label: string }[]
  formats: readonly string[]
  positionsSlug: string
}
