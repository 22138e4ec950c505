'use client'
import { toast, useModal } from '@payloadcms/ui'
import { type RefObject, useCallback, useEffect, useMemo, useRef, useState } from 'react'
import type { QueueRow } from '../../drafts/desk/queue.js'
import type { Comparison } from '../../drafts/desk/vocabulary.js'
import type { DocumentId } from '../shared/api.js'
import { useAddresses } from '../shared/useAddresses.js'
import { useWords } from '../shared/useWords.js'
import { openForm } from './decisions/keptWords.js'
import type { Decision } from './decisions/sendDecision.js'
import { useAsking } from './decisions/useAsking.js'
import { type NotedRow, useDecisions } from './decisions/useDecisions.js'
import { useOthers } from './decisions/useOthers.js'
import { useRequests } from './decisions/useRequests.js'
import type { DecisionState, DeskSlugs } from './desk.js'
import type { DeskFilters } from './deskAddress.js'
import { useDrafts } from './draft/useDrafts.js'
import { useParts } from './draft/useParts.js'
import { keyHelpSlug } from './KeyHelp.js'
import type { DeskAction } from './keys.js'
import type { BulkWish } from './queue/BulkPanel.js'
import { useBulk } from './queue/useBulk.js'
import { useQueue } from './queue/useQueue.js'
import { useQueueEnd } from './queue/useQueueEnd.js'
import { useSelection } from './queue/useSelection.js'
import { useSought } from './queue/useSought.js'
import type { SideTab } from './side/SidePane.js'
import { useDeskAddress } from './useDeskAddress.js'
import { useDeskKeys } from './useDeskKeys.js'

/** Drafts that are read before the user gets to them. */
const readAhead = 4

interface UseDesk {
  slugs: DeskSlugs
  /** The user wants to see the draft, or what is beside it. */
  onShow: (pane: 'draft' | 'side') => void
}

export type Desk = ReturnType<typeof useDesk>

/** Everything that happens on the desk: what is open, what a key or button does, what is said about it. */
export const useDesk = ({ slugs, onShow }: UseDesk) => {
  const words = useWords()
  const { api } = useAddresses()
  const { openModal } = useModal()
  const reviewsUrl = api(`/${slugs.reviews}`)
  const { filters, setFilters, currentId, setCurrent } = useDeskAddress((review) => later.current?.arrive(review))
  const [said, setSaid] = useState<{ text: string; isProblem: boolean }>({ text: '', isProblem: false })
  const { asking, setAsking } = useAsking(currentId)
  const [tab, setTab] = useState<SideTab>('checks')
  const [against, setAgainst] = useState<Comparison>('written')
  const opened = useRef(new Set<DocumentId>())
  const edited = useRef(new Set<DocumentId>())
  const scroller = useRef<HTMLDivElement>(null)
  const later = useRef<{ arrive(review?: string): void; refreshDraft(id: DocumentId): void; look(): void }>(null)
  const openEditor: RefObject<(() => void) | null> = useRef(null)

  const queue = useQueue(`${reviewsUrl}/queue`, filters)
  const { rows } = queue
  const row = rows.find(({ id }) => String(id) === currentId)

  const say = useCallback((text: string, isProblem = false) => {
    setSaid({ text, isProblem })
    if (isProblem) toast.error(text)
  }, [])
  const decisions = useDecisions({
    ...{ reviewsUrl, proposalsUrl: api(`/${slugs.proposals}`), say },
    onStale: useCallback((id: DocumentId) => later.current?.refreshDraft(id), []),
    onUnsent: useCallback(() => later.current?.look(), []),
    onRequested: queue.addRequests,
  })
  const { marks, mark } = decisions
  const isOpenRow = (one: QueueRow) => {
    const marked = marks.get(one.id)
    return marked === undefined || (marked.state === one.state && marked.other?.did !== 'gone')
  }
  const { toOpen, isAllDone, end, goOn } = useQueueEnd(queue, isOpenRow)
  const at = row ? rows.indexOf(row) : -1
  const after = rows.slice(at + 1).filter(isOpenRow)
  const ahead = after.slice(0, readAhead).map(({ id }) => id)
  const onOther = (id: DocumentId) => {
    if (row?.id === id && !edited.current.has(id) && marks.get(id)?.other === undefined && isOpenRow(row)) {
      mark(id, { state: row.state, other: { did: 'changed', by: null } })
      say(words('review:otherChanged'))
    }
  }
  const drafts = useDrafts({ url: reviewsUrl, current: row?.id, ahead, onOther })
  const others = useOthers({
    ...{ reviewsUrl, rows, marks, mark, onChanged: drafts.refresh },
    onSignedIn: () => {
      say(words('review:signedInAgain'))
      queue.retry()
      if (row) drafts.refresh(row.id)
    },
    watched: () => [...(row ? [row.id] : []), ...ahead, ...queue.inSight.current],
  })
  const { draft } = drafts
  const parts = useParts(draft)
  const selection = useSelection(rows)
  const { bulk, openBulk, closeBulk } = useBulk(rows, selection)

  useEffect(() => {
    if (draft?.document) opened.current.add(draft.review.id)
  }, [draft])

  const open = useCallback(
    (id: DocumentId) => {
      setCurrent(String(id))
      setAsking(openForm(id))
      goOn()
      scroller.current?.scrollTo({ top: 0 })
      onShow('draft')
    },
    [setCurrent, setAsking, goOn, onShow],
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
  // A user who comes finds the first draft open, or the one that the address names: it may be on a later page of the queue.
  const sought = row ? undefined : currentId
  const isUnlisted = useSought({ reviewsUrl, queue, state: filters.state, review: sought })
  const openNow = sought === undefined && !row ? toOpen?.id : undefined
  useEffect(() => {
    // While the queue is read anew its old rows are still shown, and the first of them may be gone.
    if (openNow !== undefined && !queue.isLoading) open(openNow)
  }, [openNow, queue.isLoading, open])

  const move = (step: 1 | -1) => {
    const next = rows[at + step]
    if (next) openAnnounced(next)
  }
  const advance = () => {
    const next = after[0] ?? rows.find((one) => one.id !== row?.id && isOpenRow(one))
    if (next) return openAnnounced(next)
    setCurrent(undefined)
    setAsking(undefined)
    end()
  }

  const canPublish = draft?.proposal === null && draft.review.kind !== 'plan'
  const isBusy = row !== undefined && marks.get(row.id)?.state === 'sending'
  const isGone = row !== undefined && marks.get(row.id)?.other?.did === 'gone'
  const canDecide = row !== undefined && draft !== undefined && !isBusy && !isGone
  const canRequest = draft?.proposal === null && draft.document?.isRewritable === true

  const decide = (given: Decision) => {
    if (!row || !draft) return say(words('review:notYet'))
    if (!canDecide) return
    const isEdited = edited.current.has(row.id) || draft.document?.parts.some(({ state }) => state === 'changed')
    const plan = given.decision === 'approved' ? parts.plan : undefined
    const decision: Decision =
      plan?.accepted.length === 0 ? { ...given, decision: 'rejected' } : { ...given, ...(plan ? { parts: plan } : {}) }
    void decisions.decide(row, draft, decision, isEdited ? 'edited' : 'opened')
    advance()
  }
  const undo = async (ids?: ReadonlySet<DocumentId>) => {
    const taken = await decisions.undo(ids)
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
    diff: () => {
      setTab('changes')
      onShow('side')
    },
    acceptPart: () => parts.chooseHere(true),
    refusePart: () => parts.chooseHere(false),
    select: () => row && selection.toggle(row.id, false),
    undo: () => void undo(),
    help: () => openModal(keyHelpSlug),
  }
  const run = (action: DeskAction): void => actions[action]()
  const { keys, areOff, change, isSaved } = useDeskKeys(run)

  const { forget } = decisions
  const { clear } = selection
  const startAnew = useCallback(() => {
    forget()
    clear()
    goOn()
    setCurrent(undefined)
  }, [forget, clear, goOn, setCurrent])
  const reload = () => {
    startAnew()
    queue.reload()
  }
  const arrive = (review = '') => {
    reload()
    setAsking(openForm(review))
  }
  later.current = { arrive, refreshDraft: (id) => drafts.refresh(id, true), look: others.look }
  const sendRequests = useRequests({ reviewsUrl, say, onSent: (count) => queue.addRequests(-count) })
  return {
    ...{ filters, queue, row, drafts, marks, selection, said, asking, parts, opened: opened.current },
    ...{ isAllDone, bulk, openBulk, closeBulk, open, run, canDecide, canPublish, canRequest, openEditor, scroller },
    ...{ reviewsUrl, reload, sendRequests, tab, setTab, against, setAgainst },
    keys: { keys, areOff, change, isSaved, shown: areOff ? undefined : keys },
    requests: queue.requests,
    /** The draft that the address names is in none of the pages. */
    isUnlisted,
    /** Rows that nobody here has decided on. */
    left: Math.max(0, queue.total - rows.filter((one) => !isOpenRow(one)).length),
    pendingMs: useMemo(() => decisions.pending.map(({ dueMs }) => dueMs), [decisions.pending]),
    setFilters: (changed: DeskFilters) => {
      startAnew()
      setFilters(changed)
    },
    /** Takes back what is about to be published, whatever was decided on since. */
    undoPublishing: () => void undo(new Set(decisions.pending.map(({ id }) => id))),
    session: { isSignedOut: others.isSignedOut, unsentCount: decisions.unsentCount, resend: decisions.resend },
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
  }
}
