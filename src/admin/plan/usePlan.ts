'use client'
import { useDocumentInfo } from '@payloadcms/ui'
import type { plannedNames } from '../../drafts/parts/draftFacts.js'
import { finalStatuses } from '../../runs/vocabulary.js'
import { type DocumentId, isRecord, requestJson, textOf } from '../shared/api.js'
import { useAnswer } from '../shared/useAnswer.js'

/** What the REST API tells of a plan, as far as its page shows it. */
export interface PlanView {
  state: string
  hits: number
  lastHitAt: string | undefined
  expiresAt: string | undefined
  issues: readonly string[]
  /** What it was made from and no longer says what it said. */
  staleBecause: readonly string[]
  dependents: Readonly<Record<(typeof plannedNames)[number], number>>
  /** The only run it belongs to, if it belongs to one. */
  run: DocumentId | undefined
  /** Whether that run is under way and waits, or is about to wait, for approval. */
  isAwaited: boolean
}

/** A plan as the server has it now, read again when its form was saved. */
export const usePlan = (url: string | undefined) => {
  const { lastUpdateTime } = useDocumentInfo()
  const question = `${url}?depth=1`
  return useAnswer({
    question,
    version: lastUpdateTime,
    isWanted: url !== undefined,
    read: async (signal) => viewOf(await requestJson<Record<string, unknown>>({ url: question, signal })),
  })
}

const viewOf = (doc: Record<string, unknown>): PlanView => {
  const run = isRecord(doc.run) ? doc.run.id : doc.run
  // Who may not read the run is told its id alone.
  const status = isRecord(doc.run) ? textOf(doc.run.status) : 'paused'
  const counts = isRecord(doc.dependents) ? doc.dependents : {}
  const count = (name: string): number => (typeof counts[name] === 'number' ? counts[name] : 0)
  return {
    state: textOf(doc.state),
    hits: typeof doc.hits === 'number' ? doc.hits : 0,
    lastHitAt: textOf(doc.lastHitAt) || undefined,
    expiresAt: textOf(doc.expiresAt) || undefined,
    issues: textsOf(doc.issues),
    staleBecause: textsOf(doc.staleBecause),
    dependents: { lessons: count('lessons'), sections: count('sections'), courses: count('courses') },
    run: typeof run === 'number' || typeof run === 'string' ? run : undefined,
    isAwaited: doc.state === 'awaiting' && run != null && !finalStatuses.some((final) => final === status),
  }
}

const textsOf = (value: unknown): string[] => (Array.isArray(value) ? value.map(textOf).filter(Boolean) : [])
