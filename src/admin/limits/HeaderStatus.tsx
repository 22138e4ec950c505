'use client'
import { Link, useDocumentEvents } from '@payloadcms/ui'
import { useEffect, useState } from 'react'
import { type DocumentId, requestJson } from '../shared/api.js'
import { useAddresses } from '../shared/useAddresses.js'
import { useWords } from '../shared/useWords.js'
import { type Limits, type LimitsAnswer, limitsIn, nearlyUsed } from './limits.js'
import { isMoving, needsPerson, type OpenRun, openRunPhrases } from './openRuns.js'
import './limits.css'

interface HeaderStatusProps {
  runsSlug: string
  /** Of the signed-in user. */
  user: DocumentId
}

/**
 * What an editor wants to see from anywhere: his runs that are open, and what is nearly used up. Nothing when all is quiet. It
 * leads to those runs.
 */
export const HeaderStatus = ({ runsSlug, user }: HeaderStatusProps) => {
  const words = useWords()
  const { list } = useAddresses()
  const known = useStatus({ runsSlug, user })
  if (!known) return null
  const { runs, limits, at } = known
  const open = openRunPhrases(words, runs)
  const used = limits && nearlyUsed(words, limits, at)
  const phrases = used === undefined ? open : [...open, used]
  if (phrases.length === 0) return null
  const isUrgent = used !== undefined || needsPerson(runs)
  return (
    <Link
      aria-label={`${words('header:title')}: ${phrases.join(', ')}`}
      className={`coursewright-header${isUrgent ? ' coursewright-header--urgent' : ''}`}
      href={`${list(runsSlug)}${listQuery(user, open.length > 0)}`}
      prefetch={false}
    >
      <span className="coursewright-header__text">{phrases.join(' · ')}</span>
    </Link>
  )
}

const openStatuses = ['queued', 'planning', 'running', 'paused']

const listQuery = (user: DocumentId, isOpen: boolean): string => {
  const own = `?where[or][0][and][0][requester][equals]=${encodeURIComponent(user)}`
  return isOpen ? `${own}&where[or][0][and][1][status][in]=${openStatuses.join(',')}` : own
}

interface Status {
  runs: readonly OpenRun[]
  limits: Limits | undefined
  at: Date
}

const MOVING_MS = 10_000
const QUIET_MS = 60_000
/** More are not counted one by one. */
const MOST_RUNS = 100

/** Looks now and then, more often while something moves, and not at all while nobody looks at the page. */
const useStatus = ({ runsSlug, user }: HeaderStatusProps): Status | undefined => {
  const { api } = useAddresses()
  const [status, setStatus] = useState<Status>()
  const { mostRecentUpdate } = useDocumentEvents()
  const started = mostRecentUpdate?.entitySlug === runsSlug ? mostRecentUpdate.updatedAt : undefined
  const limitsUrl = api('/generation/limits')
  const select = 'select[status]=true&select[pausedFor]=true'
  const where = `where[requester][equals]=${encodeURIComponent(user)}&where[status][in]=${openStatuses.join(',')}`
  const runsUrl = `${api(`/${runsSlug}`)}?${where}&${select}&depth=0&limit=${MOST_RUNS}`
  // biome-ignore lint/correctness/useExhaustiveDependencies: a run that was started here is looked for at once.
  useEffect(() => {
    const stop = new AbortController()
    const { signal } = stop
    let timer: ReturnType<typeof setTimeout> | undefined
    const look = async (): Promise<void> => {
      clearTimeout(timer)
      if (document.visibilityState === 'hidden') return
      const [runs, limits] = await Promise.all([
        requestJson<{ docs: OpenRun[] }>({ url: runsUrl, signal }).catch(() => ({ docs: [] })),
        requestJson<LimitsAnswer>({ url: limitsUrl, signal })
          .then(limitsIn)
          .catch(() => undefined),
      ])
      if (signal.aborted) return
      setStatus({ runs: runs.docs, limits, at: new Date() })
      clearTimeout(timer)
      timer = setTimeout(() => void look(), isMoving(runs.docs) ? MOVING_MS : QUIET_MS)
    }
    void look()
    document.addEventListener('visibilitychange', look)
    return () => {
      stop.abort()
      clearTimeout(timer)
      document.removeEventListener('visibilitychange', look)
    }
  }, [runsUrl, limitsUrl, started])
  return status
}
