'use client'
import { Link } from '@payloadcms/ui'
import { useCallback, useState } from 'react'
import type { StepState } from '../../runs/vocabulary.js'
import { type DocumentId, requestJson } from '../shared/api.js'
import { formatTime } from '../shared/format.js'
import { usePolling } from '../shared/useAnswer.js'
import { useWords } from '../shared/useWords.js'

interface OutagesProps {
  /** Of the breakers in the REST API. Who may not read them is told by the steps alone. */
  breakersUrl: string
  /** Of the list of breakers in the admin panel. */
  href: string
  steps: readonly StepState[]
}

interface Breaker {
  id: DocumentId
  provider: string
  model: string
  reason: string
  /** Since when it is open. */
  createdAt: string
  openUntil: string
}

const POLL_MS = 5000

/** Why steps wait that could be done: which providers fail, since when, and when they are asked again. */
export const Outages = ({ breakersUrl, href, steps }: OutagesProps) => {
  const words = useWords()
  const isWaiting = steps.some(({ status, error }) => status === 'queued' && error)
  const { breakers, now } = useBreakers(breakersUrl, isWaiting)
  if (!isWaiting || breakers.length === 0) return null
  return (
    <div className="coursewright-message coursewright-message--warning" role="status">
      {breakers.map(({ id, provider, model, reason, createdAt, openUntil }) => {
        const since = formatTime(words, createdAt, now)
        const facts = { provider, model, reason: words.told(reason), since }
        return (
          <p key={id}>
            {Date.parse(openUntil) > now.getTime()
              ? words('run:outage', { ...facts, until: formatTime(words, openUntil, now) })
              : words('run:outageEnds', facts)}
          </p>
        )
      })}
      <Link href={href} prefetch={false}>
        {words('run:breakers')}
      </Link>
    </div>
  )
}

const useBreakers = (url: string, isWanted: boolean): { breakers: readonly Breaker[]; now: Date } => {
  const [found, setFound] = useState<{ breakers: readonly Breaker[]; now: Date }>({ breakers: [], now: new Date(0) })
  const look = useCallback(
    async (signal: AbortSignal) => {
      const query = 'depth=0&limit=10&sort=provider'
      const answer = requestJson<{ docs: Breaker[] }>({ url: `${url}?${query}`, signal })
      const { docs } = await answer.catch(() => ({ docs: [] }))
      if (!signal.aborted) setFound({ breakers: docs, now: new Date() })
    },
    [url],
  )
  usePolling({ look: isWanted ? look : undefined, everyMs: POLL_MS, firstMs: 0 })
  return found
}
