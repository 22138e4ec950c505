'use client'
import { Link } from '@payloadcms/ui'
import { formatCost, formatDuration, formatNumber, formatTime } from '../../shared/format.js'
import { useAddresses } from '../../shared/useAddresses.js'
import { useWords } from '../../shared/useWords.js'
import type { Background, DeskSlugs } from '../desk.js'

interface HistoryProps {
  background: Background
  slugs: DeskSlugs
}

/** How a draft came to be, what that cost, and who has saved it since. */
export const History = ({ background: { provenance, cost, history }, slugs }: HistoryProps) => {
  const words = useWords()
  const { document } = useAddresses()
  const now = new Date()
  return (
    <>
      {provenance?.model && (
        <p>
          {words('review:writtenBy', { model: provenance.model })}
          {provenance.offline ? ` · ${words('review:offline')}` : ''}
        </p>
      )}
      {provenance?.run != null && (
        <p>
          <Link href={document(slugs.generationRuns, provenance.run)} prefetch={false}>
            {words('review:seeRun')}
          </Link>
        </p>
      )}
      {cost && (
        <>
          <h3>{words('review:cost')}</h3>
          <p>
            {[
              words('review:costCalls', { count: cost.calls }),
              words('review:costTokens', { tokens: formatNumber(words, cost.tokens) }),
              formatCost(words, cost.usd),
              formatDuration(words, cost.ms),
            ].join(' · ')}
          </p>
        </>
      )}
      <h3>{words('review:versions')}</h3>
      <ul className="coursewright-side__versions">
        {history.map(({ id, at, status, writer }) => (
          <li key={id}>
            {formatTime(words, at, now)}
            {status ? ` · ${words(status === 'published' ? 'review:versionPublished' : 'review:versionDraft')}` : ''}
            {writer ? ` · ${words(writer === 'run' ? 'review:byRun' : 'review:byPerson')}` : ''}
          </li>
        ))}
      </ul>
    </>
  )
}
