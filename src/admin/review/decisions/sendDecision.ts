import type { QueueRow } from '../../../drafts/desk/queue.js'
import type { Words } from '../../../words/words.js'
import { type DocumentId, RequestRefused, refusalIn, requestJson } from '../../shared/api.js'
import type { DecisionState, OpenedDraft } from '../desk.js'
import type { PartsPlan } from '../draft/useParts.js'

/** One decision as the server takes it; see `POST /reviews/decide`. */
export interface Decision {
  decision: DecisionState
  publish?: boolean
  note?: string
  reason?: string
  /** Of a proposal that is decided on part by part. */
  parts?: PartsPlan
}

export interface DecisionResult {
  id: DocumentId
  isDecided: boolean
  error?: { message: string; data: Readonly<Record<string, unknown>> }
}

interface SendDecision {
  words: Words
  reviewsUrl: string
  proposalsUrl: string
  row: QueueRow
  draft: OpenedDraft
  given: Decision
  how: 'edited' | 'opened'
  /** It was sent before, and no answer came: the server may have heard it. */
  mayBeHeard?: boolean
  /** What is left to be sent, once something of it is saved. */
  onPartSaved?: (left: Decision) => void
}

/**
 * Writes one decision, on exactly what was on the page.
 *
 * @returns why it was not taken, if it was not
 * @throws RequestRefused where nobody could even say so
 */
export const sendDecision = async (send: SendDecision): Promise<DecisionResult['error']> => {
  const { words, reviewsUrl, proposalsUrl, row, draft, given, how, mayBeHeard = false, onPartSaved } = send
  const { parts, ...decision } = given
  if (parts && draft.proposal) {
    const url = `${proposalsUrl}/${encodeURIComponent(draft.proposal.id)}`
    const decideOn = (action: 'reject' | 'accept', named: readonly string[]) =>
      requestJson({ url: `${url}/${action}`, method: 'POST', body: { parts: named } }).catch((error) => {
        if (!mayBeHeard || !areDecided(error, named)) throw error
      })
    // What is refused first: nothing of the document has changed then, if the rest is not taken.
    if (parts.refused.length > 0) {
      await decideOn('reject', parts.refused)
      onPartSaved?.({ ...given, parts: { ...parts, refused: [] } })
    }
    await decideOn('accept', parts.accepted)
    return undefined
  }
  const hash = draft.document?.hash ?? undefined
  const body = [{ id: row.id, state: draft.review.state, how, ...(hash ? { hash } : {}), ...decision }]
  const [result] = await sendDecisions(reviewsUrl, body)
  if (!result?.error || result.isDecided) return undefined
  return { ...result.error, message: refusalIn(words, result.error) }
}

/** Whether the server says that all of these parts are decided on already, as with the last of them the whole proposal is. */
const areDecided = (error: unknown, parts: readonly string[]): boolean => {
  const { code, parts: open, status } = error instanceof RequestRefused ? error.data : {}
  if (code === 'proposal_decided') return status !== 'superseded'
  return code === 'part_decided' && Array.isArray(open) && !parts.some((part) => open.includes(part))
}

/** Writes decisions, so many as one request may have; one answer for each, in their order. */
export const sendDecisions = async (reviewsUrl: string, body: readonly object[]): Promise<DecisionResult[]> =>
  (await requestJson<{ results: DecisionResult[] }>({ url: `${reviewsUrl}/decide`, method: 'POST', body })).results

/** So many in one request: each is looked at by the server, which takes a moment. */
const mostOfRequest = 25

export const chunksOf = <T>(all: readonly T[]): T[][] =>
  Array.from({ length: Math.ceil(all.length / mostOfRequest) }, (_, index) =>
    all.slice(index * mostOfRequest, (index + 1) * mostOfRequest),
  )

interface TakeBack {
  reviewsUrl: string
  ids: readonly DocumentId[]
  /** What was decided, and what holds again then. */
  decision: DecisionState
  before: DecisionState
}

/** Takes decisions back. `results`: of the first of them, of all unless an `error` came in between. */
export const takeBack = async ({ reviewsUrl, ids, decision, before }: TakeBack) => {
  const results: DecisionResult[] = []
  try {
    for (const some of chunksOf(ids)) {
      const body = some.map((id) => ({ id, decision: before, state: decision }))
      results.push(...(await sendDecisions(reviewsUrl, body)))
    }
  } catch (error) {
    return { results, error }
  }
  return { results }
}

/** Whether nothing was decided because nobody is signed in, or the server could not be reached: it can be sent again. */
export const isForLater = (error: unknown): boolean => isSignedOut(error) || isUnanswered(error)

/** The server may have heard it. */
export const isUnanswered = (error: unknown): boolean => statusOf(error) === 0

export const isSignedOut = (error: unknown): boolean => statusOf(error) === 401 || statusOf(error) === 403

const statusOf = (error: unknown): number | undefined => (error instanceof RequestRefused ? error.status : undefined)
