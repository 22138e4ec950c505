'use client'
import { useEffect, useState } from 'react'
import { messageOf, requestJson } from '../shared/api.js'
import { useAddresses } from '../shared/useAddresses.js'
import { useWords } from '../shared/useWords.js'
import { firstDay, type Usage } from './usageReport.js'

/** By what the rows of the file are told apart. */
const everything = 'day,user,role,kind,section,provider,model,tier'

interface Known {
  days: number
  /** By model besides, so that what has no price is told from what has one. */
  byDay: Usage
  byRole: Usage
}

interface UseUsage {
  /** What was read last, while another range is being read. */
  usage: Known | undefined
  /** The rows behind it as a file. */
  csvHref: string
  problem: string | undefined
  isLoading: boolean
}

/** What was used in so many days until today. */
export const useUsage = (days: number): UseUsage => {
  const words = useWords()
  const { api } = useAddresses()
  const url = api('/generation/usage')
  const [usage, setUsage] = useState<Known>()
  const [error, setError] = useState<unknown>()
  useEffect(() => {
    const stop = new AbortController()
    const { signal } = stop
    const from = firstDay(days, new Date())
    const read = (by: string) => requestJson<Usage>({ url: `${url}?from=${from}&by=${by}`, signal })
    setError(undefined)
    Promise.all([read('day,model'), read('role,model')])
      .then(([byDay, byRole]) => setUsage({ days, byDay, byRole }))
      .catch((error: unknown) => {
        if (!signal.aborted) setError(error)
      })
    return () => stop.abort()
  }, [url, days])
  const problem = error === undefined ? undefined : messageOf(words, error)
  return {
    usage,
    csvHref: `${api('/generation/usage.csv')}?from=${firstDay(days, new Date())}&by=${everything}`,
    problem,
    isLoading: problem === undefined && usage?.days !== days,
  }
}
