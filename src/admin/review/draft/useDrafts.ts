'use client'
import { useCallback, useEffect, useMemo, useRef, useState } from 'react'
import { type DocumentId, messageOf, requestJson } from '../../shared/api.js'
import { useWords } from '../../shared/useWords.js'
import type { OpenedDraft } from '../desk.js'

/** Drafts that were opened last, or come next. */
const mostKept = 40

type Loaded = { draft: OpenedDraft } | { error: unknown }

export interface Drafts {
  /** The one that is open; `undefined` while it is being read. */
  draft: OpenedDraft | undefined
  problem: string | undefined
  /** Forgets what is known of one, and reads it again if it is open. */
  forget(id: DocumentId): void
  /**
   * The same for one that may have changed: if it is open it stays on the page until it is read again, and so does its form.
   * `isOwn`: by what was done here, which is no news.
   */
  refresh(id: DocumentId, isOwn?: boolean): void
}

interface UseDrafts {
  url: string
  current: DocumentId | undefined
  ahead: readonly DocumentId[]
  /** The one that is open says something else than a moment ago. */
  onOther: (id: DocumentId) => void
}

/**
 * The draft that is open, read before the user gets to it: what comes next in the queue is fetched while this one is being
 * read, so that moving on shows it at once.
 */
export const useDrafts = ({ url, current, ahead, onOther }: UseDrafts): Drafts => {
  const words = useWords()
  const loaded = useRef(new Map<DocumentId, Loaded>())
  const under = useRef(new Map<DocumentId, AbortController>())
  const [, setChanges] = useState(0)

  /** What is asked last of a draft is what counts: `undefined` where this was not. */
  const read = useCallback(
    async (id: DocumentId): Promise<Loaded | undefined> => {
      under.current.get(id)?.abort()
      const stop = new AbortController()
      under.current.set(id, stop)
      const address = `${url}/${encodeURIComponent(id)}/draft`
      const answer = await requestJson<OpenedDraft>({ url: address, signal: stop.signal }).then(
        (draft): Loaded => ({ draft }),
        (error: unknown): Loaded => ({ error }),
      )
      if (under.current.get(id) !== stop) return undefined
      under.current.delete(id)
      return answer
    },
    [url],
  )
  const keep = useCallback((id: DocumentId, answer: Loaded) => {
    loaded.current.set(id, answer)
    const [oldest] = loaded.current.keys()
    if (loaded.current.size > mostKept && oldest !== undefined) loaded.current.delete(oldest)
    setChanges((count) => count + 1)
  }, [])
  const load = useCallback(
    async (id: DocumentId) => {
      if (loaded.current.has(id) || under.current.has(id)) return
      const answer = await read(id)
      if (answer) keep(id, answer)
    },
    [read, keep],
  )
  const wanted = [current ?? '', ...ahead].join(' ')
  // biome-ignore lint/correctness/useExhaustiveDependencies: the ids as one text stand for both lists.
  useEffect(() => {
    if (current === undefined) return
    // One that failed is tried again when the user comes back to it.
    const known = loaded.current.get(current)
    if (known && 'error' in known) loaded.current.delete(current)
    for (const id of [current, ...ahead]) void load(id)
  }, [wanted, load])
  useEffect(() => {
    const all = under.current
    return () => {
      for (const stop of all.values()) stop.abort()
      all.clear()
    }
  }, [])

  const open = useRef(current)
  open.current = current
  const forget = useCallback(
    (id: DocumentId) => {
      under.current.get(id)?.abort()
      under.current.delete(id)
      loaded.current.delete(id)
      if (id === open.current) void load(id)
      setChanges((count) => count + 1)
    },
    [load],
  )
  const tell = useRef(onOther)
  tell.current = onOther
  const refresh = useCallback(
    async (id: DocumentId, isOwn = false) => {
      const before = loaded.current.get(id)
      if (id !== open.current || !before || 'error' in before) return forget(id)
      const answer = await read(id)
      // One that cannot be read stays as it was; a user who decides on what is old is told so.
      if (!answer || 'error' in answer) return
      keep(id, answer)
      if (!isOwn && textIn(answer.draft) !== textIn(before.draft)) tell.current(id)
    },
    [read, keep, forget],
  )
  const known = current === undefined ? undefined : loaded.current.get(current)
  return useMemo(
    () => ({
      draft: known && 'draft' in known ? known.draft : undefined,
      problem: known && 'error' in known ? messageOf(words, known.error) : undefined,
      ...{ forget, refresh },
    }),
    [known, words, forget, refresh],
  )
}

/** What a decision would be about. */
const textIn = ({ document, proposal }: OpenedDraft): string => JSON.stringify([document?.hash, proposal?.diff])
