'use client'
import { useEffect, useRef, useState } from 'react'
import type { Estimate as ServerEstimate } from '../../limits/estimate.js'
import type { LimitsAnswer } from '../limits/limits.js'
import type { Refusal } from '../limits/refusals.js'
import { isRecord, messageOf, RequestRefused, requestJson } from '../shared/api.js'
import { useWords } from '../shared/useWords.js'
import { fieldsIn, runIn, type StartProblem } from './useStartRun.js'

const DELAY_MS = 300

export type EstimateState =
  | { status: 'waiting' }
  | { status: 'ready'; estimate: Estimate }
  /** The server would refuse the run, for this reason. */
  | ({ status: 'refused' } & StartProblem)
  /** It could not be asked; generating may still work. */
  | { status: 'failed'; error: unknown }

interface UseEstimate {
  state: EstimateState
  isLoading: boolean
  /** Positions by phase of the game, from the newest answer that named them. */
  available: Counts | undefined
}

interface EstimateOf {
  url: string
  /** Of the run. */
  kind: string
  /** Whose phases are counted; empty when none are. */
  game: string
  /** `undefined` while it cannot be asked. */
  input: Readonly<Record<string, unknown>> | undefined
  /** Counted up to ask again, e.g. when a limit opens. */
  turn: number
}

/**
 * Asks what a run would take, a moment after the last change; an older answer never replaces a newer one. What was told of
 * one game says nothing of another, whose phases may have the same names.
 */
export const useEstimate = ({ url, kind, game, input, turn }: EstimateOf): UseEstimate => {
  const words = useWords()
  const [found, setFound] = useState<Found>({ of: '', state: { status: 'waiting' } })
  const [isLoading, setLoading] = useState(true)
  const body = input && JSON.stringify(input)
  // The first estimate has nothing to wait for.
  const isFirst = useRef(true)

  // biome-ignore lint/correctness/useExhaustiveDependencies: each turn asks again.
  useEffect(() => {
    const tell = (state: EstimateState, available?: Counts) =>
      setFound((found) => ({
        of: game,
        state,
        available: available ?? (found.of === game ? found.available : undefined),
      }))
    if (body === undefined) {
      tell({ status: 'waiting' })
      setLoading(false)
      return
    }
    const stop = new AbortController()
    setLoading(true)
    const ask = async () => {
      try {
        const { estimate } = await requestJson<{ estimate: Estimate }>({
          url,
          method: 'POST',
          body: { kind, input: JSON.parse(body) },
          signal: stop.signal,
        })
        if (stop.signal.aborted) return
        tell({ status: 'ready', estimate }, countsIn(estimate.facts))
      } catch (error) {
        if (stop.signal.aborted) return
        // A session that is over can be begun anew in another tab, and the request be sent then.
        const refused =
          error instanceof RequestRefused && error.status >= 400 && error.status < 500 && error.status !== 401
            ? error
            : undefined
        const told: EstimateState = refused
          ? {
              status: 'refused',
              message: messageOf(words, refused),
              run: runIn(refused),
              fields: fieldsIn(words, refused),
            }
          : { status: 'failed', error }
        tell(told, countsIn(refused?.data))
      }
      setLoading(false)
    }
    const timer = setTimeout(() => void ask(), isFirst.current ? 0 : DELAY_MS)
    isFirst.current = false
    return () => {
      clearTimeout(timer)
      stop.abort()
    }
  }, [url, kind, game, body, turn, words])

  if (found.of !== game) return { state: { status: 'waiting' }, isLoading, available: undefined }
  return { state: found.state, isLoading, available: found.available }
}

type Counts = Readonly<Record<string, number>>

const countsIn = (facts: Readonly<Record<string, unknown>> | undefined): Counts | undefined =>
  isRecord(facts?.available) ? (facts.available as Counts) : undefined

interface Found {
  /** The game. */
  of: string
  state: EstimateState
  available?: Counts
}

/** What `POST /generation-runs/estimate` answers. */
export interface Estimate extends ServerEstimate {
  /** Whether limits and budgets allow it as things stand. */
  limits?: LimitsAnswer & { allowed: boolean; refusal: Refusal | null }
}
