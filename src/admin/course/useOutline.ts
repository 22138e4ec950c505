'use client'
import { toast, useDocumentEvents, useField } from '@payloadcms/ui'
import { useEffect, useRef } from 'react'
import { type DocumentId, messageOf, RequestRefused, requestJson } from '../shared/api.js'
import { useAnswer } from '../shared/useAnswer.js'
import { useWords } from '../shared/useWords.js'
import { idsInForm } from './formIds.js'

/** One line of the outline, as the API tells it. */
export interface OutlineItem {
  collection: string | null
  id: DocumentId | null
  key: string | null
  title: string
  state: 'missing' | 'waiting' | 'writing' | 'failed' | 'draft' | 'changed' | 'approved' | 'published'
  reason: string | null
  isPublic: boolean
  openProposals: number
  words: number | null
  drills: { there: number; expected: number; published: number } | null
  sections: OutlineItem[]
}

export type Lists = 'lessons' | 'sections' | 'series'

type Outline = Record<Lists, OutlineItem[]> & {
  run: { id: DocumentId; status: string } | null
  missing: number
  order: string
}

/** Changes come in bursts: a batch lands, its step ends, others begin. */
const SETTLE_MS = 200

/** The outline of a course. `undefined` until it is known. */
export const useOutline = (url: string) => {
  const words = useWords()
  const hasRead = useRef(false)
  const {
    answer: outline,
    problem,
    again: reload,
    put,
  } = useAnswer<Outline>({
    question: url,
    read: async (signal) => {
      if (hasRead.current) await new Promise((resolve) => setTimeout(resolve, SETTLE_MS))
      hasRead.current = true
      return requestJson({ url, signal })
    },
  })
  const { mostRecentUpdate } = useDocumentEvents()
  // What was saved in a drawer, or started by a button, shows here.
  useEffect(() => {
    if (mostRecentUpdate) reload()
  }, [mostRecentUpdate, reload])

  /** Puts one list into another order; shows it at once, and what the server says of it. */
  const move = async (list: Lists, items: readonly OutlineItem[]): Promise<boolean> => {
    if (!outline) return false
    put({ ...outline, [list]: items })
    const ids = items.flatMap(({ id }) => id ?? [])
    try {
      put(await requestJson<Outline>({ url, method: 'PATCH', body: { order: outline.order, [list]: ids } }))
      return true
    } catch (refusal) {
      const isStale = refusal instanceof RequestRefused && refusal.data.code === 'changed_since'
      toast.error(isStale ? words('outline:changedSince') : messageOf(words, refusal))
      put(outline)
      reload()
      return false
    }
  }
  return { outline, problem, reload, move }
}

/** Keeps what the form will save in step with what runs add and people move: an old list would undo it. */
export const useListsInForm = (outline: Outline | undefined): void => {
  useListInForm('lessons', outline?.lessons)
  useListInForm('series', outline?.series)
}

const useListInForm = (path: 'lessons' | 'series', items: readonly OutlineItem[] | undefined): void => {
  const { value, initialValue, setValue } = useField<readonly unknown[]>({ path })
  const known = useRef<readonly DocumentId[]>(undefined)
  useEffect(() => {
    if (!items) return
    const server = items.flatMap(({ id }) => id ?? [])
    const form = idsOf(value)
    const changed = idsInForm({ form, known: known.current ?? idsOf(initialValue), server })
    known.current = server
    if (changed) setValue([...changed], true)
  }, [items, value, initialValue, setValue])
}

const idsOf = (value: readonly unknown[] | undefined): DocumentId[] =>
  (Array.isArray(value) ? value : []).flatMap((one: unknown) =>
    typeof one === 'number' || typeof one === 'string' ? one : [],
  )
