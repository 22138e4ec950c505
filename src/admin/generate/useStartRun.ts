'use client'
import { useCallback, useRef, useState } from 'react'
import { capitalized } from '../../text.js'
import type { Words } from '../../words/words.js'
import {
  type DocumentId,
  isRecord,
  issueIn,
  messageOf,
  newRequestKey,
  RequestRefused,
  requestJson,
} from '../shared/api.js'
import { useWords } from '../shared/useWords.js'

export interface StartedRun {
  id: DocumentId
  /** What its drafts belong to, e.g. a series. */
  target: { relationTo: string; value: DocumentId } | null
  /** The request had been made before; this is what it started. */
  isRepeated: boolean
}

/** Why a run did not start. */
export interface StartProblem {
  message: string
  /** The run that stands in its way. */
  run?: DocumentId
  /** What is wrong with an input, by its name. */
  fields?: Readonly<Record<string, string>>
}

/** What a refusal says of the inputs, each by the first part of its path. */
export const fieldsIn = (words: Words, error: unknown): Readonly<Record<string, string>> => {
  const issues = error instanceof RequestRefused && error.data.code === 'invalid_input' ? error.data.issues : undefined
  const named = (Array.isArray(issues) ? issues : []).filter(isRecord)
  return Object.fromEntries(
    named.map((issue) => [String(issue.path).split('.')[0] ?? '', capitalized(`${issueIn(words, issue)}.`)]),
  )
}

/** The run that stands in the way of a refused request. */
export const runIn = (error: unknown): DocumentId | undefined => {
  const run = error instanceof RequestRefused ? error.data.run : undefined
  return typeof run === 'string' || typeof run === 'number' ? run : undefined
}

interface UseStartRun {
  /** Of the runs collection in the REST API. */
  url: string
  /** Of the run. */
  kind: string
  onStarted: (run: StartedRun) => void
  /** What is left for the user may be less than it was. */
  onRefused: () => void
}

/**
 * Starts one run per form, however often and fast it is asked: all requests of a form carry the same key, and a key
 * that is known leads to the run it started.
 */
export const useStartRun = ({ url, kind, onStarted, onRefused }: UseStartRun) => {
  const words = useWords()
  const [key] = useState(newRequestKey)
  const [isStarting, setStarting] = useState(false)
  const [problem, setProblem] = useState<StartProblem>()
  // Two clicks can come before React renders the disabled button.
  const isBusy = useRef(false)

  const start = async (input: Readonly<Record<string, unknown>>): Promise<void> => {
    if (isBusy.current) return
    isBusy.current = true
    setStarting(true)
    setProblem(undefined)
    try {
      onStarted(await request(url, { kind, input, idempotencyKey: key }))
    } catch (error) {
      setProblem({ message: messageOf(words, error), run: runIn(error), fields: fieldsIn(words, error) })
      onRefused()
      isBusy.current = false
      setStarting(false)
    }
  }
  /** What was said of an earlier try holds no longer. */
  const forget = useCallback(() => setProblem(undefined), [])
  return { start, forget, isStarting, problem }
}

interface RunRequest {
  kind: string
  input: Readonly<Record<string, unknown>>
  idempotencyKey: string
}

const request = async (url: string, body: RunRequest): Promise<StartedRun> => {
  const address = `${url}?depth=0`
  try {
    const { doc } = await requestJson<{ doc: StartedRun }>({ url: address, method: 'POST', body })
    return { id: doc.id, target: doc.target, isRepeated: false }
  } catch (error) {
    const isKnown = error instanceof RequestRefused && error.status === 409 && error.data.code === 'already_requested'
    if (!isKnown) throw error
    const run = await requestJson<StartedRun>({ url: `${url}/${String(error.data.run)}?depth=0` })
    return { id: run.id, target: run.target, isRepeated: true }
  }
}
