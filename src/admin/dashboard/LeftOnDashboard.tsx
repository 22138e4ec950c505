'use client'
import { leftFor } from '../limits/limits.js'
import { useStatus } from '../limits/StatusProvider.js'
import { useWords } from '../shared/useWords.js'

/** One line for each window; counted with what the header shows. */
export const LeftOnDashboard = () => {
  const words = useWords()
  const known = useStatus()
  if (!known?.limits) return null
  const phrases = leftFor(words, known.limits, '', known.at)
  if (phrases.length === 0) return <p>{words('dashboard:unlimited')}</p>
  return (
    <ul className="coursewright-widget__rows">
      {phrases.map((phrase) => (
        <li key={phrase}>{phrase}</li>
      ))}
    </ul>
  )
}
