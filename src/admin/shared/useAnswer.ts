'use client'
import { useCallback, useEffect, useRef, useState } from 'react'
import { messageOf, RequestRefused, requestJson } from './api.js'
import { useWords } from './useWords.js'

interface UseAnswer<T> {
  /**
   * What is asked, as a text: the address, or all that `read` reads by. An answer is that of its question: once another one is
   * asked it is not shown for that, whichever of the two comes in last.
   */
  question: string
  /** Default: gets the address. */
  read?: (signal: AbortSignal) => Promise<T>
  /** Whatever else may have changed the answer: another value has it read again, and the last one stays until then. */
  version?: unknown
  /** After a read that failed it is read again in so long, unless the server refused it. Default: not by itself. */
  retryMs?: number
  /** Default true. While it is `false` nothing is read; what is known stays. */
  isWanted?: boolean
}

export interface Answer<T> {
  /** `undefined` until it is known. One that was read before stays when another read fails. */
  answer: T | undefined
  /** Of the question before this one, until this one is answered: only for those who show it as old. */
  former: T | undefined
  /** Why it could not be read, in words. */
  problem: string | undefined
  /** Neither an answer nor a problem is known yet. */
  isLoading: boolean
  /** Reads it again. */
  again: () => void
  /** Takes what the server said to a change, or will say, for the answer. */
  put: (answer: T) => void
}

interface Heard<T> {
  /** The question. */
  of: string
  answer?: T
  error?: unknown
}

/** Reads what the server knows, once for each question and version, and only as long as the component wants to know. */
export const useAnswer = <T>({ question, read, version, retryMs, isWanted = true }: UseAnswer<T>): Answer<T> => {
  const words = useWords()
  const [heard, setHeard] = useState<Heard<T>>({ of: question })
  const [reads, setReads] = useState(0)
  const again = useCallback(() => setReads((count) => count + 1), [])
  const latest = useRef({ question, read })
  useEffect(() => {
    latest.current = { question, read }
  })
  const under = useRef<AbortController>(undefined)

  // biome-ignore lint/correctness/useExhaustiveDependencies: another version and another read are told by their values alone.
  useEffect(() => {
    if (!isWanted) return
    const stop = new AbortController()
    const { signal } = stop
    const { read: ask = () => requestJson<T>({ url: question, signal }) } = latest.current
    const settle = (next: (heard: Heard<T>) => Heard<T>) => {
      // The component that aborted it no longer wants to know, also when it could not be stopped in time.
      if (signal.aborted) return
      under.current = undefined
      setHeard(next)
    }
    under.current = stop
    ask(signal).then(
      (answer) => settle(() => ({ of: question, answer })),
      (error: unknown) => settle((heard) => ({ ...(heard.of === question ? heard : { of: question }), error })),
    )
    return () => {
      stop.abort()
      if (under.current === stop) under.current = undefined
    }
  }, [question, version, isWanted, reads])

  const put = useCallback(
    (answer: T) => {
      if (latest.current.question !== question) return
      setHeard({ of: question, answer })
      // What is being read may be older than this, or newer: it is read anew.
      if (!under.current) return
      under.current.abort()
      again()
    },
    [question, again],
  )
  const { answer, error }: Heard<T> = heard.of === question ? heard : { of: question }
  const isPassing =
    error !== undefined && !(error instanceof RequestRefused && error.status >= 400 && error.status < 500)
  // biome-ignore lint/correctness/useExhaustiveDependencies: each failure is waited for anew.
  useEffect(() => {
    if (!isPassing || retryMs === undefined || !isWanted) return
    const timer = setTimeout(again, retryMs)
    return () => clearTimeout(timer)
  }, [isPassing, error, retryMs, isWanted, again])
  return {
    ...{ answer, again, put },
    former: heard.of === question ? undefined : heard.answer,
    problem: error === undefined ? undefined : messageOf(words, error),
    isLoading: answer === undefined && error === undefined,
  }
}

interface UsePolling {
  /** A look that fails is followed by the next one. None while there is nothing to look for. */
  look: ((signal: AbortSignal) => Promise<void>) | undefined
  everyMs: number
  /** Default `everyMs`. */
  firstMs?: number
}

/** Looks again and again, each time only once the last look has ended: no older answer can come after a newer one. */
export const usePolling = ({ look, everyMs, firstMs = everyMs }: UsePolling): void => {
  useEffect(() => {
    if (!look) return
    const stop = new AbortController()
    let timer: ReturnType<typeof setTimeout> | undefined
    const lookIn = (ms: number) => {
      timer = setTimeout(async () => {
        await look(stop.signal).catch(() => undefined)
        if (!stop.signal.aborted) lookIn(everyMs)
      }, ms)
    }
    lookIn(firstMs)
    return () => {
      stop.abort()
      clearTimeout(timer)
    }
  }, [look, everyMs, firstMs])
}
