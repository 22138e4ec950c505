'use client'
import { type DocumentId, isRecord, requestJson } from '../shared/api.js'
import { type Answer, useAnswer } from '../shared/useAnswer.js'

export interface PartDiff {
  part: string
  now: unknown
  proposed: unknown
  isChanged: boolean
}

export interface ProposalView {
  id: DocumentId
  feedback?: string | null
  run?: DocumentId | null
  model?: string | null
  createdAt: string
  diff: readonly PartDiff[]
}

/** What the panel shows of a draft. */
export interface DraftView {
  /** Names of parts that a run wrote. */
  parts: readonly string[]
  review: { id: DocumentId; state: string; note?: string | null } | undefined
  /** What of its sources has changed since. */
  stale: readonly string[]
  proposals: readonly ProposalView[]
}

interface UseDraft {
  /** Of the REST API. */
  documentUrl: string
  reviewsUrl: string
  proposalsUrl: string
  /** `<collection>:<id>` */
  documentKey: string
  /** Of the document as it was saved last; another one reads it all again. */
  version: unknown
}

/** A draft as a run wrote it, what was decided about it, and what is proposed for it. */
export const useDraft = ({
  documentUrl,
  reviewsUrl,
  proposalsUrl,
  documentKey,
  version,
}: UseDraft): Answer<DraftView> =>
  useAnswer<DraftView>({
    question: documentUrl,
    version,
    read: async (signal) => {
      const key = encodeURIComponent(documentKey)
      const [doc, reviews, proposals] = await Promise.all([
        requestJson<{ written?: unknown }>({ url: `${documentUrl}?draft=true&depth=0&select[written]=true`, signal }),
        requestJson<{ docs: { id: DocumentId; state: string; note?: string }[] }>({
          url: `${reviewsUrl}?where[documentKey][equals]=${key}&depth=0&limit=1`,
          signal,
        }),
        requestJson<{ docs: Omit<ProposalView, 'diff'>[] }>({
          url: `${proposalsUrl}?where[targetKey][equals]=${key}&where[status][equals]=open&depth=0&limit=10&sort=-createdAt`,
          signal,
        }),
      ])
      const [review] = reviews.docs
      const staleUrl = review && `${reviewsUrl}/${encodeURIComponent(review.id)}/stale`
      // All are waited for together: one that was refused while another is waited for would be nobody's.
      const [{ stale }, shown] = await Promise.all([
        staleUrl ? requestJson<{ stale: string[] }>({ url: staleUrl, signal }) : { stale: [] },
        Promise.all(
          proposals.docs.map(async (proposal) => {
            const url = `${proposalsUrl}/${encodeURIComponent(proposal.id)}/diff`
            const { diff } = await requestJson<{ diff: PartDiff[] }>({ url, signal })
            return { ...proposal, diff }
          }),
        ),
      ])
      return { stale, parts: isRecord(doc.written) ? Object.keys(doc.written) : [], review, proposals: shown }
    },
  })

interface UseShownHash {
  reviewsUrl: string
  review: DraftView['review']
  /** Of the document that the form shows. */
  version: unknown
}

/** What a decision on the text in the form is about. Only another text there has it read again: what other users write has another one. */
export const useShownHash = ({ reviewsUrl, review, version }: UseShownHash): string | null | undefined => {
  const url = `${reviewsUrl}/${encodeURIComponent(review?.id ?? '')}/draft`
  const { answer } = useAnswer({
    question: `${url} ${version}`,
    // What is approved has no button.
    isWanted: review !== undefined && review.state !== 'approved',
    retryMs: 3000,
    read: async (signal) => {
      const { document } = await requestJson<{ document: { hash: string | null } | null }>({ url, signal })
      return document?.hash ?? null
    },
  })
  return answer
}
