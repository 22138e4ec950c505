'use client'
import { useModal } from '@payloadcms/ui'
import { useEffect, useState } from 'react'
import type { QueueRow } from '../../../drafts/desk/queue.js'
import { type BulkWish, bulkSlug } from './BulkPanel.js'
import type { useSelection } from './useSelection.js'

/** The drawer in which many rows are decided on at once: what is wanted with which of them. */
export const useBulk = (rows: readonly QueueRow[], { ids, clear }: ReturnType<typeof useSelection>) => {
  const { openModal, closeModal } = useModal()
  const [bulk, setBulk] = useState<{ wish: BulkWish; rows: readonly QueueRow[]; key: number }>()
  const key = bulk?.key
  useEffect(() => {
    if (key !== undefined) openModal(bulkSlug)
  }, [key, openModal])
  return {
    bulk,
    openBulk: (wish: BulkWish) => {
      const chosen = rows.filter(({ id }) => ids.has(id))
      setBulk((before) => ({ wish, rows: chosen, key: (before?.key ?? 0) + 1 }))
    },
    closeBulk: () => {
      closeModal(bulkSlug)
      clear()
    },
  }
}
