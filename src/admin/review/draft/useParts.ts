'use client'
import { useState } from 'react'
import type { DocumentId } from '../../shared/api.js'
import type { OpenedDraft } from '../desk.js'

interface Chosen {
  of: DocumentId | undefined
  refused: ReadonlySet<string>
  at: number
}

export interface Parts {
  /** Names of parts of the proposal that are to be left as they are. */
  refused: ReadonlySet<string>
  /** The part that the keys are for. */
  at: number
  choose(part: string, isAccepted: boolean): void
  /** For the part that the keys are for; the next one has its turn then. */
  chooseHere(isAccepted: boolean): void
  /** What is accepted, where that is not all of it; `undefined`: all, or there is no proposal. */
  chosen: readonly string[] | undefined
}

/** Which parts of a proposal are to be accepted: all, until somebody refuses one. */
export const useParts = (draft: OpenedDraft | undefined): Parts => {
  const [kept, setKept] = useState<Chosen>({ of: undefined, refused: new Set(), at: 0 })
  const of = draft?.review.id
  const { refused, at } = kept.of === of ? kept : { refused: new Set<string>(), at: 0 }
  const names = draft?.proposal?.diff.map(({ part }) => part) ?? []
  const set = (part: string, isAccepted: boolean, next: number) => {
    const changed = new Set(refused)
    if (isAccepted) changed.delete(part)
    else changed.add(part)
    setKept({ of, refused: changed, at: next })
  }
  const choose = (part: string, isAccepted: boolean) => set(part, isAccepted, names.indexOf(part))
  const chooseHere = (isAccepted: boolean) => {
    const part = names[at]
    if (part !== undefined) set(part, isAccepted, Math.min(at + 1, names.length - 1))
  }
  const accepted = names.filter((name) => !refused.has(name))
  return {
    ...{ refused, at, choose, chooseHere },
    chosen: accepted.length === names.length ? undefined : accepted,
  }
}
