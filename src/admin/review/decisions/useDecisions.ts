'use client'
import { useCallback, useRef, useState } from 'react'
import type { QueueRow } from '../../../drafts/desk/queue.js'
import { secondsBeforePublishing } from '../../../drafts/desk/vocabulary.js'
import { useRefreshStatus } from '../../limits/StatusProvider.js'
import { type DocumentId, messageOf, RequestRefused, refusalIn } from '../../shared/api.js'
import { useWords } from '../../shared/useWords.js'
import type { DecisionState, OpenedDraft, RowMark } from '../desk.js'
import { forgetWords } from './keptWords.js'
import { type Decision, isForLater, isSignedOut, isUnanswered, sendDecision, takeBack } from './sendDecision.js'
import { type Pending, useWatchPublishing } from './useWatchPublishing.js'

/** A row that was decided on elsewhere on this page. */
export interface NotedRow {
  row: QueueRow
  mark: RowMark
  isDecided: boolean
  publish: boolean
}

/** What was decided here at once, so that it can be taken back. */
interface Done {
  rows: readonly QueueRow[]
  decision: DecisionState
  /** What had been decided before, if anything: it holds again then. */
  before: DecisionState
  /** A proposal that was decided on is in its document by now, or gone. */
  isFinal: boolean
}

interface UseDecisions {
  reviewsUrl: string
  proposalsUrl: string
  /** Said to users who hear the page; `isProblem` for what no user may miss. */
  say: (message: string, isProblem?: boolean) => void
  /** After a decision, or a refusal that says that a draft is another one by now. */
  onStale: (id: DocumentId) => void
  onRequested: (count: number) => void
  /** After a refusal for which the draft is not to blame. */
  onUnsent: () => void
}

/** A decision that was made and is not saved. */
interface Unsent {
  row: QueueRow
  draft: OpenedDraft
  given: Decision
  how: 'edited' | 'opened'
  /** No answer came, so the server may have heard it. */
  mayBeHeard: boolean
}

interface Decisions {
  marks: ReadonlyMap<DocumentId, RowMark>
  mark(id: DocumentId, mark: RowMark): void
  /** How many decisions could not be saved, since nobody was signed in or the server was out of reach. */
  unsentCount: number
  /** Makes them again. */
  resend(): void
  /** Drafts that are about to be published. */
  pending: readonly Pending[]
  decide(row: QueueRow, draft: OpenedDraft, decision: Decision, how: Unsent['how'], mayBeHeard?: boolean): Promise<void>
  /** Takes back what was decided here last, or last about one of `ids`. Gives the row, so that it can be shown again. */
  undo(ids?: ReadonlySet<DocumentId>): Promise<QueueRow | undefined>
  /** Notes what was decided elsewhere on this page, such as many at once. */
  note(rows: readonly NotedRow[], decision: DecisionState, before: DecisionState): void
  /** The queue is read anew: what stands in it is what holds. */
  forget(): void
}

/** Writes decisions as they are made, one behind the other, and watches over what is to be published. */
export const useDecisions = ({
  reviewsUrl,
  proposalsUrl,
  say,
  onStale,
  onRequested,
  onUnsent,
}: UseDecisions): Decisions => {
  const words = useWords()
  const refreshStatus = useRefreshStatus()
  const [marks, setMarks] = useState<ReadonlyMap<DocumentId, RowMark>>(new Map())
  const [pending, setPending] = useState<readonly Pending[]>([])
  const [unsent, setUnsent] = useState<readonly Unsent[]>([])
  const done = useRef<Done[]>([])
  const inOrder = useRef<Promise<unknown>>(Promise.resolve())

  const mark = useCallback((id: DocumentId, mark: RowMark) => setMarks((before) => new Map(before).set(id, mark)), [])
  /** One after the other: taking back must not overtake what it takes back. */
  const queued = useCallback(<T>(work: () => Promise<T>): Promise<T> => {
    const result = inOrder.current.then(work)
    inOrder.current = result.catch(() => undefined)
    return result
  }, [])
  const refusedBy = useCallback(
    (error: unknown): { message: string; data: Readonly<Record<string, unknown>> } => {
      return {
        message: isSignedOut(error) ? words('review:signedOut') : messageOf(words, error),
        // What was sent too early says nothing of the draft.
        data: error instanceof RequestRefused && !isForLater(error) ? error.data : {},
      }
    },
    [words],
  )
  const decide: Decisions['decide'] = useCallback(
    (row, draft, given, how, mayBeHeard = false) => {
      mark(row.id, { state: 'sending' })
      setUnsent((before) => before.filter((one) => one.row.id !== row.id))
      return queued(async () => {
        let left = given
        const error = await sendDecision({
          ...{ words, reviewsUrl, proposalsUrl, row, draft, given, how, mayBeHeard },
          onPartSaved: (rest) => {
            left = rest
          },
        }).catch((problem) => {
          if (isForLater(problem)) {
            setUnsent((before) => [...before, { row, draft, given: left, how, mayBeHeard: isUnanswered(problem) }])
            onUnsent()
          }
          return refusedBy(problem)
        })
        if (error) {
          mark(row.id, { state: stateIn(error.data, draft.review.state), problem: error.message })
          say(words('review:refused', { title: row.title, message: error.message }), true)
          if (error.data.code !== undefined) onStale(row.id)
          return
        }
        forgetWords(row.id)
        refreshStatus()
        const open = given.parts?.left.length ?? 0
        mark(row.id, { state: open > 0 ? draft.review.state : given.decision })
        done.current.push({
          ...{ rows: [row], decision: given.decision, before: draft.review.state },
          isFinal: draft.proposal !== null,
        })
        onStale(row.id)
        if (given.decision === 'changesRequested') onRequested(1)
        if (given.publish) {
          const dueMs = Date.now() + secondsBeforePublishing * 1000
          setPending((before) => [...before, { id: row.id, title: row.title, dueMs }])
        }
        if (open > 0) return say(words('review:didParts', { title: row.title, count: open }))
        say(
          given.publish
            ? words('review:didPublish', { title: row.title, seconds: secondsBeforePublishing })
            : words(saidOf[given.decision], { title: row.title }),
        )
      })
    },
    [mark, queued, reviewsUrl, proposalsUrl, refusedBy, say, words, onStale, onRequested, onUnsent, refreshStatus],
  )

  const undo: Decisions['undo'] = useCallback(
    (ids) =>
      queued(async () => {
        const at = done.current.findLastIndex(({ rows }) => !ids || rows.some(({ id }) => ids.has(id)))
        const last = done.current[at]
        if (!last) {
          say(words('review:nothingToUndo'))
          return undefined
        }
        done.current.splice(at, 1)
        const { rows, decision, before, isFinal } = last
        if (isFinal) {
          say(words('review:notUndone'), true)
          return rows[0]
        }
        const { results, error: problem } = await takeBack({
          ...{ reviewsUrl, ids: rows.map(({ id }) => id), decision, before },
        })
        const answered = rows.slice(0, results.length)
        const refusals = new Map(results.flatMap(({ id, error }) => (error ? [[id, error] as const] : [])))
        for (const row of answered) {
          const error = refusals.get(row.id)
          onStale(row.id)
          if (!error) mark(row.id, { state: before })
          else {
            const message = refusalIn(words, error)
            mark(row.id, { state: stateIn(error.data, decision), problem: message })
            if (refusals.size === 1) say(words('review:refused', { title: row.title, message }), true)
          }
        }
        refreshStatus()
        const taken = answered.filter(({ id }) => !refusals.has(id))
        setPending((before) => before.filter(({ id }) => !taken.some((row) => row.id === id)))
        if (decision === 'changesRequested') onRequested(-taken.length)
        const [only] = taken
        if (only && taken.length === 1) say(words('review:didUndo', { title: only.title }))
        else if (only) say(words('review:didUndoMany', { count: taken.length }))
        const rest = rows.slice(results.length)
        if (problem !== undefined) {
          done.current.splice(at, 0, { ...last, rows: rest })
          say(words('review:refused', { title: rest[0]?.title ?? '', message: refusedBy(problem).message }), true)
        }
        return answered[0]
      }),
    [queued, reviewsUrl, mark, say, words, refusedBy, onStale, onRequested, refreshStatus],
  )

  const note: Decisions['note'] = useCallback(
    (rows, decision, before) => {
      refreshStatus()
      const decided = rows.flatMap(({ row, isDecided }) => (isDecided ? [row] : []))
      if (decided.length > 0) done.current.push({ rows: decided, decision, before, isFinal: false })
      const dueMs = Date.now() + secondsBeforePublishing * 1000
      setMarks((before) => new Map([...before, ...rows.map(({ row, mark }) => [row.id, mark] as const)]))
      const published = rows.filter(({ publish }) => publish)
      setPending((before) => [...before, ...published.map(({ row: { id, title } }) => ({ id, title, dueMs }))])
    },
    [refreshStatus],
  )
  // What was decided can still be taken back.
  const forget = useCallback(() => setMarks(new Map()), [])

  const onPublished = useCallback(
    (ids: ReadonlySet<DocumentId>, problems: readonly { id: DocumentId; title: string; message: string }[]) => {
      setPending((before) => before.filter(({ id }) => !ids.has(id)))
      for (const { id, title, message: english } of problems) {
        const message = words.told(english)
        mark(id, { state: 'waiting', problem: words('review:couldNotPublish', { message }) })
        say(words('review:notPublished', { title, message }), true)
      }
      done.current = done.current.filter(({ rows }) => !rows.every(({ id }) => ids.has(id)))
      const count = ids.size - problems.length
      if (count > 0) say(words('review:published', { count }))
    },
    [mark, say, words],
  )
  useWatchPublishing({ reviewsUrl, pending, onPublished })
  const resend = () => {
    for (const { row, draft, given, how, mayBeHeard } of unsent) void decide(row, draft, given, how, mayBeHeard)
  }
  return { marks, mark, unsentCount: unsent.length, resend, pending, decide, undo, note, forget }
}

const saidOf = {
  approved: 'review:didApprove',
  changesRequested: 'review:didRequest',
  rejected: 'review:didReject',
  waiting: 'review:didUndo',
} as const

/** What another user decided meanwhile, as a refusal says it. */
const stateIn = (data: Readonly<Record<string, unknown>>, otherwise: DecisionState): DecisionState =>
  data.state === 'approved' || data.state === 'rejected' || data.state === 'changesRequested' ? data.state : otherwise
