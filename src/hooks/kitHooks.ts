import type { CollectionBeforeChangeHook } from 'payload'
import { isRestoring } from '../access/restoring.js'
import { isRecord } from '../text.js'

const ours = /^s([1-9]\d{0,5})$/

/**
 * Gives each new source of a kit its key: `s1`, `s2` and so on, by which texts cite it. A key is given once: not again when its
 * source is deleted, and not to another one when rows change places. A source that comes back with an older version has its own.
 */
export const keepSourceKeys: CollectionBeforeChangeHook = ({ data, originalDoc, req }) => {
  if (!Array.isArray(data.sources)) return data
  const before = rowsOf(originalDoc?.sources)
  const known = new Map(before.flatMap(({ id, key }) => (typeof key === 'string' ? [[id, key] as const] : [])))
  let last = Math.max(Number(originalDoc?.lastSource) || 0, ...before.map(({ key }) => numberOf(key)))
  const used = new Set<unknown>()
  const bringsKeys = !originalDoc || isRestoring({ req })
  // Those it had come first, wherever they stand now: a new row must not take their key.
  const kept = rowsOf(data.sources).map((row) => {
    const key = known.get(row.id) ?? (bringsKeys ? row.key : undefined)
    if (!ours.test(String(key)) || used.has(key)) return { ...row, key: undefined }
    used.add(key)
    last = Math.max(last, numberOf(key))
    return { ...row, key }
  })
  const sources = kept.map((row) => {
    if (row.key !== undefined) return row
    last += 1
    return { ...row, key: `s${last}` }
  })
  return { ...data, sources, lastSource: last }
}

const rowsOf = (rows: unknown): Record<string, unknown>[] => (Array.isArray(rows) ? rows.filter(isRecord) : [])

const numberOf = (key: unknown): number => Number(ours.exec(String(key))?.[1] ?? 0)
