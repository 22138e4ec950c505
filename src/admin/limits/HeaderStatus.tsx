'use client'
import { Link } from '@payloadcms/ui'
import { openStatuses } from '../../runs/vocabulary.js'
import { filterQuery, noFilters, reviewPath } from '../review/deskAddress.js'
import type { DocumentId } from '../shared/api.js'
import { formatNumber } from '../shared/format.js'
import { useAddresses } from '../shared/useAddresses.js'
import { useWords } from '../shared/useWords.js'
import { nearlyUsed } from './limits.js'
import { countOf, needsPerson, openRunPhrases } from './openRuns.js'
import { useStatus } from './StatusProvider.js'
import './limits.css'

interface HeaderStatusProps {
  runsSlug: string
  /** Of the signed-in user. */
  user: DocumentId
}

/**
 * What a user wants to see from anywhere: their open runs, what is nearly used up, and the drafts that wait for them. Nothing
 * when all is quiet. It leads to those runs, and to the review desk.
 */
export const HeaderStatus = ({ runsSlug, user }: HeaderStatusProps) => {
  const words = useWords()
  const { list, view } = useAddresses()
  const status = useStatus()
  if (!status) return null
  const { runs, drafts, limits, at } = status
  const used = limits && nearlyUsed(words, limits, at)
  const phrases = [...openRunPhrases(words, runs), ...(used === undefined ? [] : [used])]
  return (
    <>
      {phrases.length > 0 && (
        <Badge
          count={countOf(runs)}
          href={`${list(runsSlug)}${listQuery(user, countOf(runs) > 0)}`}
          isUrgent={used !== undefined || needsPerson(runs)}
          name={words('header:title')}
          phrases={phrases}
          sort="runs"
        />
      )}
      {drafts !== null && drafts > 0 && (
        <Badge
          count={drafts}
          href={`${view(reviewPath)}?${filterQuery({ ...noFilters, mine: true })}`}
          isUrgent={false}
          name={words('review:title')}
          phrases={[words('header:drafts', { count: drafts })]}
          sort="drafts"
        />
      )}
    </>
  )
}

interface BadgeProps {
  sort: 'drafts' | 'runs'
  /** What it is about, for those who hear it. */
  name: string
  phrases: readonly string[]
  /** Alone on small screens. */
  count: number
  isUrgent: boolean
  href: string
}

const Badge = ({ sort, name, phrases, count, isUrgent, href }: BadgeProps) => {
  const words = useWords()
  return (
    <Link
      aria-label={`${name}: ${phrases.join(', ')}`}
      className={`coursewright-header coursewright-header--${sort}${isUrgent ? ' coursewright-header--urgent' : ''}`}
      href={href}
      prefetch={false}
    >
      <span className="coursewright-header__text">{phrases.join(' · ')}</span>
      <span className="coursewright-header__count">{count === 0 ? '!' : formatNumber(words, count)}</span>
    </Link>
  )
}

const listQuery = (user: DocumentId, isOpen: boolean): string => {
  const own = `?where[or][0][and][0][requester][equals]=${encodeURIComponent(user)}`
  return isOpen ? `${own}&where[or][0][and][1][status][in]=${openStatuses.join(',')}` : own
}
