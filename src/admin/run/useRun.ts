'use client'
import { useCallback, useEffect, useState } from 'react'
import type { RunAction, StepState } from '../runWords.js'
import { type DocumentId, messageOf, requestJson } from '../shared/api.js'
import { useWords } from '../shared/useWords.js'
import { isFinal, type RunEvent, type RunState, type RunView, withEvent } from './runState.js'

const POLL_MS = 3000

interface UseRunEvents {
  run: DocumentId | undefined
  /** Of the collections in the REST API. */
  runsUrl: string
  stepsUrl: string
  /** Counted up to listen again, e.g. after a retry opened the run. */
  turn: number
}

interface Followed {
  run: DocumentId
  turn: number
  state: RunState
}

/**
 * Follows a run until it ends: by its events, and by asking every few seconds where those do not come through. What was
 * known stays until another turn has told something; `heardTurn` is the turn that `state` is of.
 */
export const useRunEvents = ({ run, runsUrl, stepsUrl, turn }: UseRunEvents) => {
  const [followed, setFollowed] = useState<Followed>()
  const [isPolling, setPolling] = useState(false)

  useEffect(() => {
    if (run === undefined) return
    const stop = new AbortController()
    const runUrl = `${runsUrl}/${encodeURIComponent(run)}`
    const select = ['index', 'kind', 'status', 'attempts', 'written', 'saved', 'missing', 'error']
    const query = `where[run][equals]=${encodeURIComponent(run)}&limit=200&sort=index&depth=0`
    const steps = `${stepsUrl}?${query}&${select.map((field) => `select[${field}]=true`).join('&')}`
    let timer: ReturnType<typeof setTimeout> | undefined
    let events: EventSource | undefined

    const take = (event: RunEvent): void => {
      if (stop.signal.aborted) return
      // The first event of a turn tells everything.
      setFollowed((known) => {
        const isSame = known?.run === run && known.turn === turn
        return { run, turn, state: withEvent(isSame ? known.state : undefined, event) }
      })
      if (isFinal(event.status)) events?.close()
    }
    const poll = async (): Promise<void> => {
      const event = await pollRun({ runUrl, stepsUrl: steps, signal: stop.signal }).catch(() => undefined)
      if (event) take(event)
      if (stop.signal.aborted || (event && isFinal(event.status))) return
      timer = setTimeout(() => void poll(), POLL_MS)
    }
    const listen = (): void => {
      events = new EventSource(`${runUrl}/events`, { withCredentials: true })
      events.addEventListener('open', () => setPolling(false))
      events.addEventListener('run', ({ data }: MessageEvent<string>) => take(JSON.parse(data)))
      events.addEventListener('error', () => {
        // A browser that has not given up tries again by itself.
        if (events?.readyState !== EventSource.CLOSED || stop.signal.aborted) return
        setPolling(true)
        void poll()
      })
    }
    setPolling(false)
    listen()
    return () => {
      stop.abort()
      events?.close()
      clearTimeout(timer)
    }
  }, [run, runsUrl, stepsUrl, turn])

  const isOfRun = followed !== undefined && followed.run === run
  return { state: isOfRun ? followed.state : undefined, heardTurn: isOfRun ? followed.turn : undefined, isPolling }
}

interface PollRun {
  /** Of the run in the REST API. */
  runUrl: string
  /** Of its steps; readers of a run may not be allowed to read those. */
  stepsUrl: string
  signal: AbortSignal
}

/** The state of a run, asked for once: where a proxy lets no events through. */
const pollRun = async ({ runUrl, stepsUrl, signal }: PollRun): Promise<RunEvent> => {
  const [run, steps] = await Promise.all([
    requestJson<RunView>({ url: `${runUrl}?depth=0`, signal }),
    requestJson<{ docs: StepState[] }>({ url: stepsUrl, signal }).catch(() => ({ docs: [] })),
  ])
  return { status: run.status, progress: run.progress, changedSteps: steps.docs }
}

interface NewestRun {
  /** `null` when there is none, `undefined` until it is known. */
  run: RunView | null | undefined
  problem?: string
  /** Reads it again, e.g. when its events say that it ended. */
  reload: () => void
}

export interface RunQuery {
  /** `targetKey`: the newest run for that document, `<collection>:<id>`; `id`: that run. */
  field: 'targetKey' | 'id'
  id: DocumentId
}

/** The newest run that fits. */
export const useNewestRun = (url: string, { field, id }: RunQuery): NewestRun => {
  const words = useWords()
  const [run, setRun] = useState<RunView | null>()
  const [error, setError] = useState<unknown>()
  const [reads, setReads] = useState(0)
  const reload = useCallback(() => setReads((count) => count + 1), [])
  // biome-ignore lint/correctness/useExhaustiveDependencies: another read is asked for by counting up.
  useEffect(() => {
    const stop = new AbortController()
    const query = `where[${field}][equals]=${encodeURIComponent(id)}&limit=1&sort=-createdAt&depth=0`
    requestJson<{ docs: RunView[] }>({ url: `${url}?${query}`, signal: stop.signal })
      .then(({ docs }) => {
        setRun(docs[0] ?? null)
        setError(undefined)
      })
      .catch((error: unknown) => {
        if (!stop.signal.aborted) setError(error)
      })
    return () => stop.abort()
  }, [url, field, id, reads])
  return { run, problem: error === undefined ? undefined : messageOf(words, error), reload }
}

/** What may come with an action: the only step to retry, a budget to resume with. */
interface ActionBody {
  step?: number
  maxTokens?: number
  maxCostUsd?: number
}

/** Cancels, pauses, resumes or retries a run; one at a time. `onDone` is called when the server did it. */
export const useRunAction = (runUrl: string, onDone: () => void) => {
  const words = useWords()
  const [acting, setActing] = useState<RunAction>()
  const [problem, setProblem] = useState<string>()
  const act = async (action: RunAction, body?: ActionBody): Promise<void> => {
    setActing(action)
    setProblem(undefined)
    try {
      await requestJson({ url: `${runUrl}/${action}`, method: 'POST', body })
      onDone()
    } catch (error) {
      setProblem(messageOf(words, error))
    }
    setActing(undefined)
  }
  return { act, acting, problem }
}
