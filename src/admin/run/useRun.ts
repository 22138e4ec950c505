'use client'
import { useEffect, useState } from 'react'
import type { RunAction } from '../../runs/vocabulary.js'
import { useRefreshStatus } from '../limits/StatusProvider.js'
import { type DocumentId, isOver, messageOf, requestJson } from '../shared/api.js'
import { type Answer, useAnswer } from '../shared/useAnswer.js'
import { useWords } from '../shared/useWords.js'
import { isFinal, type RunEvent, type RunState, type RunView, withEvent, withText } from './runState.js'

const POLL_MS = 3000

interface UseRunEvents {
  run: DocumentId | undefined
  /** Of the collection in the REST API. */
  runsUrl: string
  /** Whether to hear what steps are writing, too. */
  readsText: boolean
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
export const useRunEvents = ({ run, runsUrl, readsText, turn }: UseRunEvents) => {
  const [followed, setFollowed] = useState<Followed>()
  const [isPolling, setPolling] = useState(false)

  useEffect(() => {
    if (run === undefined) return
    const stop = new AbortController()
    const runUrl = `${runsUrl}/${encodeURIComponent(run)}`
    let seen = 0
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
      // Where a proxy lets no events through.
      const answer = requestJson<RunEvent & { version: number }>({
        url: [`${runUrl}/state`, new URLSearchParams({ seen: String(seen) })].join('?'),
        signal: stop.signal,
      })
      let isRefused = false
      const event = await answer.catch((error: unknown) => {
        isRefused = isOver(error)
        return undefined
      })
      if (event) take(event)
      seen = event?.version ?? seen
      if (isRefused) setPolling(false)
      if (stop.signal.aborted || isRefused || (event && isFinal(event.status))) return
      timer = setTimeout(() => void poll(), POLL_MS)
    }
    const listen = (): void => {
      events = new EventSource(`${runUrl}/events${readsText ? '?text=true' : ''}`, { withCredentials: true })
      events.addEventListener('open', () => setPolling(false))
      events.addEventListener('run', ({ data }: MessageEvent<string>) => take(JSON.parse(data)))
      events.addEventListener('text', ({ data }: MessageEvent<string>) => {
        const written: { step: number; text: string } = JSON.parse(data)
        setFollowed((known) => (known?.run === run ? { ...known, state: withText(known.state, written) } : known))
      })
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
  }, [run, runsUrl, readsText, turn])

  const isOfRun = followed !== undefined && followed.run === run
  return { state: isOfRun ? followed.state : undefined, heardTurn: isOfRun ? followed.turn : undefined, isPolling }
}

export interface RunQuery {
  /** `targetKey`: the newest run for that document, `<collection>:<id>`; `id`: that run. */
  field: 'targetKey' | 'id'
  id: DocumentId
}

/** The newest run that fits: `null` when there is none. Read again, it tells what its events do not. */
export const useNewestRun = (url: string, { field, id }: RunQuery): Answer<RunView | null> => {
  const question = `${url}?where[${field}][equals]=${encodeURIComponent(id)}&limit=1&sort=-createdAt&depth=0`
  return useAnswer({
    question,
    retryMs: POLL_MS,
    read: async (signal) => (await requestJson<{ docs: RunView[] }>({ url: question, signal })).docs[0] ?? null,
  })
}

/** The run that is writing a document when it is looked at; `undefined` when that has ended, is gone, or may not be read. */
export const useRunWriting = (runsUrl: string, documentUrl: string | undefined): DocumentId | undefined => {
  const url = `${documentUrl}?draft=true&depth=0&select[provenance]=true`
  const { answer } = useAnswer({
    question: url,
    isWanted: documentUrl !== undefined,
    read: async (signal) => {
      const { provenance } = await requestJson<{ provenance?: { run?: DocumentId | null } | null }>({ url, signal })
      const run = provenance?.run ?? undefined
      if (run === undefined) return undefined
      const runUrl = `${runsUrl}/${encodeURIComponent(run)}?depth=0&select[status]=true`
      const { status } = await requestJson<Pick<RunView, 'status'>>({ url: runUrl, signal })
      return isFinal(status) ? undefined : run
    },
  })
  return answer
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
  const refreshStatus = useRefreshStatus()
  const [acting, setActing] = useState<RunAction>()
  const [problem, setProblem] = useState<string>()
  const act = async (action: RunAction, body?: ActionBody): Promise<void> => {
    setActing(action)
    setProblem(undefined)
    try {
      await requestJson({ url: `${runUrl}/${action}`, method: 'POST', body })
      onDone()
      refreshStatus()
    } catch (error) {
      setProblem(messageOf(words, error))
    }
    setActing(undefined)
  }
  return { act, acting, problem }
}
