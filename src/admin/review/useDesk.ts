'use client'
import { toast, useModal } from '@payloadcms/ui'
import { useSearchParams } from 'next/navigation.js'
import { type RefObject, useCallback, useEffect, useMemo, useRef, useState } from 'react'
import { type DocumentId, messageOf, requestJson } from '../shared/api.js'
import { useAddresses } from '../shared/useAddresses.js'
import { useWords } from '../shared/useWords.js'
import type { DecisionState, DeskSlugs, QueueRow } from './desk.js'
import { type DeskFilters, filterQuery, readFilters } from './deskAddress.js'
import type { SideTab } from './draft/SidePane.js'
import { useDrafts } from './draft/useDrafts.js'
import { useParts } from './draft/useParts.js'
import { keyHelpSlug } from './KeyHelp.js'
import type { DeskAction } from './keys.js'
import { type BulkWish, bulkSlug } from './queue/BulkPanel.js'
import { useQueue } from './queue/useQueue.js'
import { useSelection } from './queue/useSelection.js'
import { type Decision, type NotedRow, useDecisions } from './useDecisions.js'
import { useDeskKeys } from './useDeskKeys.js'

/** Drafts that are read before somebody gets to them. */
const readAhead = 4

interface UseDesk {
  slugs: DeskSlugs
  /** Somebody wants to see the draft. */
  onShow: () => void
}

export type Desk = ReturnType<typeof useDesk>

/** Everything that happens on the desk: what is open, what a key or button does, what is said about it. */
export const useDesk = ({ slugs, onShow }: UseDesk) => {
  const words = useWords()
  const { api } = useAddresses()
  const { openModal, closeModal } = useModal()
  const address = useSearchParams()
  const reviewsUrl = api(`/${slugs.reviews}`)
  const [filters, setFiltersOnly] = useState<DeskFilters>(() => readFilters(address))
  const [currentId, setCurrent] = useState<string | undefined>(() => address.get('review') ?? undefined)
  const [said, setSaid] = useState<{ text: string; isProblem: boolean }>({ text: '', isProblem: false })
  const [asking, setAsking] = useState<'changes' | 'reject'>()
  const [tab, setTab] = useState<SideTab>('checks')
  const [isAllDone, setAllDone] = useState(false)
  const [bulk, setBulk] = useState<{ wish: BulkWish; rows: readonly QueueRow[]; key: number }>()
  const opened = useRef(new Set<DocumentId>())
  const edited = useRef(new Set<DocumentId>())
  const scroller = useRef<HTMLDivElement>(null)
  const openEditor: RefObject<(() => void) | null> = useRef(null)

  const queue = useQueue(`${reviewsUrl}/queue`, filters)
  const { rows } = queue
  const row = rows.find(({ id }) => String(id) === currentId)

  const say = useCallback((text: string, isProblem = false) => {
    setSaid({ text, isProblem })
    if (isProblem) toast.error(text)
  }, [])
  const forgetDraft = useRef<(id: DocumentId) => void>(() => undefined)
  const decisions = useDecisions({
    ...{ reviewsUrl, proposalsUrl: api(`/${slugs.proposals}`), say },
    onStale: useCallback((id: DocumentId) => forgetDraft.current(id), []),
    onRequested: queue.addRequests,
  })
  const { marks } = decisions
  const isOpenRow = (one: QueueRow) => {
    const mark = marks.get(one.id)
    return mark === undefined || mark.state === one.state
  }
  const at = row ? rows.indexOf(row) : -1
  const after = rows.slice(at + 1).filter(isOpenRow)
  const drafts = useDrafts(
    reviewsUrl,
    row?.id,
    after.slice(0, readAhead).map(({ id }) => id),
  )
  forgetDraft.current = drafts.forget
  const { draft } = drafts
  const parts = useParts(draft)
  const selection = useSelection(rows)

  // What stands in the address is what is on the page: it can be reloaded, and sent to somebody.
  useEffect(() => {
    const query = filterQuery(filters)
    if (currentId !== undefined) query.set('review', currentId)
    const text = query.toString()
    window.history.replaceState(null, '', text === '' ? window.location.pathname : `?${text}`)
  }, [filters, currentId])
  useEffect(() => {
    if (draft?.document) opened.current.add(draft.review.id)
  }, [draft])

  const open = useCallback(
    (id: DocumentId) => {
      setCurrent(String(id))
      setAsking(undefined)
      setAllDone(false)
      scroller.current?.scrollTo({ top: 0 })
      onShow()
    },
    [onShow],
  )
  const openAnnounced = (next: QueueRow) => {
    open(next.id)
    const kind = words.named('collections', next.kind)
    say(
      words('review:opened', {
        ...{ kind, title: next.title, position: rows.indexOf(next) + 1, total: queue.total },
      }),
    )
  }
  // The form that had the keyboard is gone: it goes back to the button that opened it.
  const asked = useRef(asking)
  useEffect(() => {
    if (!asking && asked.current && document.activeElement === document.body) {
      document.querySelector<HTMLElement>(`.coursewright-action[data-action="${asked.current}"]`)?.focus()
    }
    asked.current = asking
  }, [asking])
  // Whoever comes finds the first draft open.
  const [first] = rows
  useEffect(() => {
    if (!row && first && !isAllDone) open(first.id)
  }, [row, first, isAllDone, open])

  const move = (step: 1 | -1) => {
    const next = rows[at + step]
    if (next) openAnnounced(next)
  }
  const advance = () => {
    const next = after[0] ?? rows.find((one) => one.id !== row?.id && isOpenRow(one))
    if (next) return openAnnounced(next)
    setCurrent(undefined)
    setAsking(undefined)
    setAllDone(true)
  }

  const canPublish = draft?.proposal === null && draft.review.kind !== 'plan'
  const isBusy = row !== undefined && marks.get(row.id)?.state === 'sending'
  const canDecide = row !== undefined && draft !== undefined && !isBusy
  const canRequest = draft?.proposal === null && draft.document !== null

  const decide = (given: Decision) => {
    if (!row || !draft) return say(words('review:notYet'))
    if (isBusy) return
    const isEdited = edited.current.has(row.id) || draft.document?.parts.some(({ state }) => state === 'changed')
    const chosen = given.decision === 'approved' ? parts.chosen : undefined
    const decision =
      chosen?.length === 0
        ? { ...given, decision: 'rejected' as const }
        : { ...given, ...(chosen ? { parts: chosen } : {}) }
    void decisions.decide(row, draft, decision, isEdited ? 'edited' : 'opened')
    advance()
  }
  const undo = async () => {
    const taken = await decisions.undo()
    if (taken && rows.some(({ id }) => id === taken.id)) open(taken.id)
    // It was decided on before the queue was read anew.
    else if (taken) queue.reload()
  }

  const actions: Readonly<Record<DeskAction, () => void>> = {
    next: () => move(1),
    previous: () => move(-1),
    approve: () => decide({ decision: 'approved' }),
    publish: () => {
      if (draft && !canPublish) say(words('review:unpublishable'), true)
      else decide({ decision: 'approved', publish: true })
    },
    changes: () => canDecide && canRequest && setAsking('changes'),
    reject: () => canDecide && setAsking('reject'),
    edit: () => openEditor.current?.(),
    diff: () => setTab('changes'),
    acceptPart: () => parts.chooseHere(true),
    refusePart: () => parts.chooseHere(false),
    select: () => row && selection.toggle(row.id, false),
    undo: () => void undo(),
    help: () => openModal(keyHelpSlug),
  }
  const run = (action: DeskAction): void => actions[action]()
  const { keys, areOff, change, isSaved } = useDeskKeys(run)

  const openBulk = (wish: BulkWish) => {
    const chosen = rows.filter(({ id }) => selection.ids.has(id))
    setBulk((before) => ({ wish, rows: chosen, key: (before?.key ?? 0) + 1 }))
  }
  const bulkKey = bulk?.key
  useEffect(() => {
    if (bulkKey !== undefined) openModal(bulkSlug)
  }, [bulkKey, openModal])

  const { forget } = decisions
  const { reload: reloadQueue } = queue
  const { clear } = selection
  const startAnew = useCallback(() => {
    forget()
    clear()
    setAllDone(false)
    setCurrent(undefined)
  }, [forget, clear])
  const sendRequests = async () => {
    try {
      const { sent } = await requestJson<{ sent: number }>({
        url: `${reviewsUrl}/send-requests`,
        method: 'POST',
        body: {},
      })
      queue.addRequests(-sent)
      const text = words('review:sent', { count: sent })
      toast.success(text)
      say(text)
    } catch (error) {
      say(messageOf(words, error), true)
    }
  }
  return {
    ...{ filters, queue, row, drafts, marks, selection, said, asking, tab, setTab, parts, opened: opened.current },
    ...{ isAllDone, bulk, openBulk, open, run, canDecide, canPublish, canRequest, openEditor, scroller, reviewsUrl },
    keys: { keys, areOff, change, isSaved, shown: areOff ? undefined : keys },
    requests: queue.requests,
    /** Rows that nobody here has decided on. */
    left: Math.max(0, queue.total - rows.filter((one) => !isOpenRow(one)).length),
    pendingMs: useMemo(() => decisions.pending.map(({ dueMs }) => dueMs), [decisions.pending]),
    setFilters: (changed: DeskFilters) => {
      startAnew()
      setFiltersOnly(changed)
    },
    reload: () => {
      startAnew()
      reloadQueue()
    },
    sendRequests: () => void sendRequests(),
    stopAsking: () => setAsking(undefined),
    answer: (given: { note?: string; reason?: string }) =>
      decide({ decision: asking === 'reject' ? 'rejected' : 'changesRequested', ...given }),
    onEdited: () => {
      if (!row) return
      edited.current.add(row.id)
      drafts.forget(row.id)
    },
    noteDecided: (decided: readonly NotedRow[], decision: BulkWish['decision'], before: DecisionState) => {
      decisions.note(decided, decision, before)
      for (const { row: one } of decided) drafts.forget(one.id)
    },
    closeBulk: () => {
      closeModal(bulkSlug)
      clear()
    },
  }
}
