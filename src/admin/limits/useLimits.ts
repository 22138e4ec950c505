'use client'
import { useEffect, useState } from 'react'
import { requestJson } from '../shared/api.js'
import { useAddresses } from '../shared/useAddresses.js'
import { type Limits, type LimitsAnswer, limitsIn } from './limits.js'

interface Known {
  limits: Limits
  /** When they were read. */
  at: Date
}

/**
 * What is left for the signed-in user, read anew whenever `turn` changes; `isWanted` puts it off. `undefined` until it is known,
 * and where it cannot be read: then nothing is said of it, and requests are still judged by the server.
 */
export const useLimits = (turn: unknown, isWanted = true): Known | undefined => {
  const { api } = useAddresses()
  const url = api('/generation/limits')
  const [known, setKnown] = useState<Known>()
  // biome-ignore lint/correctness/useExhaustiveDependencies: each turn asks again.
  useEffect(() => {
    if (!isWanted) return
    const stop = new AbortController()
    requestJson<LimitsAnswer>({ url, signal: stop.signal })
      .then((answer) => setKnown({ limits: limitsIn(answer), at: new Date() }))
      .catch(() => {
        if (!stop.signal.aborted) setKnown(undefined)
      })
    return () => stop.abort()
  }, [url, turn, isWanted])
  return known
}
