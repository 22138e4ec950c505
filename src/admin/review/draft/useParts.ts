'use client'
import { useState } from 'react'
import type { DocumentId } from '../../shared/api.js'
import type { OpenedDraft } from '../desk.js'

interface Chosen {
  of: DocumentId | undefined
  choices: ReadonlyMap<string, boolean>
  at: number
}

/** What approving a proposal does with its parts. */
export interface PartsPlan {
  accepted: readonly string[]
  refused: readonly string[]
  /** Parts that wait for another time. */
  left: readonly string[]
}

export interface Parts {
  /** Which parts the reviewer accepts or refuses; they have said nothing about others. */
  choices: ReadonlyMap<string, boolean>
  /** The part that the keys are for. */
  at: number
  choose(part: string, isAccepted: boolean): void
  /** For the part that the keys are for; the next one has its turn then. */
  chooseHere(isAccepted: boolean): void
  /** `undefined`: all of it is accepted, or there is no proposal. */
  plan: PartsPlan | undefined
}

/** Which parts of a proposal are to be accepted. */
export const useParts = (draft: OpenedDraft | undefined): Parts => {
  const [kept, setKept] = useState<Chosen>({ of: undefined, choices: new Map(), at: 0 })
  const of = draft?.review.id
  const { choices, at } = kept.of === of ? kept : { choices: new Map<string, boolean>(), at: 0 }
  const names = draft?.proposal?.diff.map(({ part }) => part) ?? []
  const set = (part: string, isAccepted: boolean, next: number) =>
    setKept({ of, choices: new Map(choices).set(part, isAccepted), at: next })
  return {
    ...{ choices, at },
    choose: (part, isAccepted) => set(part, isAccepted, names.indexOf(part)),
    chooseHere: (isAccepted) => {
      const part = names[at]
      if (part !== undefined) set(part, isAccepted, Math.min(at + 1, names.length - 1))
    },
    plan: planOf(names, choices),
  }
}

/**
 * Who accepts some parts leaves those open that nothing was said about; who only refuses some accepts all others; who has said
 * nothing accepts all of it.
 */
export const planOf = (names: readonly string[], choices: ReadonlyMap<string, boolean>): PartsPlan | undefined => {
  const refused = names.filter((name) => choices.get(name) === false)
  const chosen = names.filter((name) => choices.get(name) === true)
  const accepted = chosen.length > 0 ? chosen : names.filter((name) => !refused.includes(name))
  if (accepted.length === names.length) return undefined
  return { accepted, refused, left: names.filter((name) => !accepted.includes(name) && !refused.includes(name)) }
}
