'use client'
import { useCallback, useRef, useState } from 'react'
import type { QueueRow } from '../../../drafts/desk/queue.js'
import type { DocumentId } from '../../shared/api.js'

/** Rows that are selected, to be decided on at once. */
export const useSelection = (rows: readonly QueueRow[]) => {
  const [ids, setIds] = useState<ReadonlySet<DocumentId>>(new Set())
  /** Where a range begins. */
  const last = useRef<DocumentId>(undefined)

  const toggle = useCallback(
    (id: DocumentId, isRange: boolean) => {
      const from = rows.findIndex((row) => row.id === last.current)
      const to = rows.findIndex((row) => row.id === id)
      last.current = id
      setIds((before) => {
        const after = new Set(before)
        if (isRange && from >= 0) {
          for (const row of rows.slice(Math.min(from, to), Math.max(from, to) + 1)) after.add(row.id)
        } else if (!after.delete(id)) after.add(id)
        return after
      })
    },
    [rows],
  )
  const toggleGroup = useCallback(
    (group: string) => {
      const all = rows.filter((row) => row.group === group).map(({ id }) => id)
      setIds((before) => {
        const isWhole = all.every((id) => before.has(id))
        return new Set(isWhole ? [...before].filter((id) => !all.includes(id)) : [...before, ...all])
      })
    },
    [rows],
  )
  const selectAll = useCallback(() => setIds(new Set(rows.map(({ id }) => id))), [rows])
  const drop = useCallback(
    (gone: readonly DocumentId[]) => setIds((before) => new Set([...before].filter((id) => !gone.includes(id)))),
    [],
  )
  const clear = useCallback(() => setIds(new Set()), [])
  return { ids, toggle, toggleGroup, selectAll, drop, clear }
}
