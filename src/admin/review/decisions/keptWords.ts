import { isRecord } from '../../../text.js'
import type { DocumentId } from '../../shared/api.js'

/** What the reviewer has begun to say about a draft. */
export interface KeptWords {
  sort: 'changes' | 'reject'
  note: string
  reason?: string
  /** Whether the form was left open: it is shown again then. */
  isOpen: boolean
}

const keyOf = (id: DocumentId): string => `coursewright-review-words-${id}`

/**
 * Words are kept in the tab until they are saved: a session may end in the middle, and the panel then leads to where one signs
 * in. Where a browser keeps nothing, they last as long as the page.
 */
export const keepWords = (id: DocumentId, words: KeptWords): void => {
  try {
    window.sessionStorage.setItem(keyOf(id), JSON.stringify(words))
  } catch {
    // Full, or not allowed here.
  }
}

export const keptWords = (id: DocumentId): KeptWords | undefined => {
  try {
    const kept: unknown = JSON.parse(window.sessionStorage.getItem(keyOf(id)) ?? 'null')
    if (!isRecord(kept) || typeof kept.note !== 'string') return undefined
    return {
      sort: kept.sort === 'reject' ? 'reject' : 'changes',
      note: kept.note,
      ...(typeof kept.reason === 'string' ? { reason: kept.reason } : {}),
      isOpen: kept.isOpen === true,
    }
  } catch {
    return undefined
  }
}

/** They are saved by now. */
export const forgetWords = (id: DocumentId): void => {
  try {
    window.sessionStorage.removeItem(keyOf(id))
  } catch {
    // As above.
  }
}

/** The form in which the reviewer was about to say something when they left the draft, or when the page went away. */
export const openForm = (id: DocumentId): KeptWords['sort'] | undefined => {
  const kept = typeof window === 'undefined' ? undefined : keptWords(id)
  return kept?.isOpen ? kept.sort : undefined
}
