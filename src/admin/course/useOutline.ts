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
  /** The answer to the last move, while it is not there yet. */
  const moving = useRef<Promise<Outline>>(undefined)
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
      // What is read before a move is answered shows the order from before it.
      await moving.current?.catch(() => undefined)
      return requestJson({ url, signal })
    },
  })
  const { mostRecentUpdate } = useDocumentEvents()
  // What was saved in a drawer, or started by a button, shows here.
  useEffect(() => {
    if (mostRecentUpdate) reload()
  }, [mostRecentUpdate, reload])

  /**
   * Puts one list into another order; shows it at once, and what the server says of the last one. One move is sent behind the
   * other, each against the order that the one before has made; none behind one that was refused.
   */
  const move = async (list: Lists, items: readonly OutlineItem[]): Promise<boolean> => {
    if (!outline) return false
    put({ ...outline, [list]: items })
    const ids = items.flatMap(({ id }) => id ?? [])
    const before = moving.current ?? Promise.resolve(outline)
    const answer = before.then(({ order }) =>
      requestJson<Outline>({ url, method: 'PATCH', body: { order, [list]: ids } }),
    )
    moving.current = answer
    /** Ends it. Where another move has begun since, the screen waits for what comes of that. */
    const settle = (): boolean => {
      if (moving.current !== answer) return false
      moving.current = undefined
      return true
    }
    try {
      const told = await answer
      if (settle()) put(told)
      return true
    } catch (refusal) {
      if (!settle()) return false
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
