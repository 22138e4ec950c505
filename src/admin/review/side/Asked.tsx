'use client'
import { type ReactNode, useEffect, useState } from 'react'
import { messageOf, requestJson } from '../../shared/api.js'
import { useWords } from '../../shared/useWords.js'

/** What is read only when somebody wants to see it. */
export const Asked = <T,>({ url, children }: { url: string; children: (answer: T) => ReactNode }) => {
  const words = useWords()
  const [answer, setAnswer] = useState<T>()
  const [error, setError] = useState<unknown>()
  useEffect(() => {
    const stop = new AbortController()
    requestJson<T>({ url, signal: stop.signal })
      .then(setAnswer)
      .catch((problem: unknown) => {
        if (!stop.signal.aborted) setError(problem)
      })
    return () => stop.abort()
  }, [url])
  if (error !== undefined) {
    return <p className="coursewright-message coursewright-message--error">{messageOf(words, error)}</p>
  }
  return answer === undefined ? <p className="coursewright-muted">{words('shared:loading')}</p> : children(answer)
}
