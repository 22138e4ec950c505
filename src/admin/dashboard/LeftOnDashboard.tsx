'use client'
import { leftFor } from '../limits/limits.js'
import { useLimits } from '../limits/useLimits.js'
import { useWords } from '../shared/useWords.js'

/** One line for each window; counted when the page opens. */
export const LeftOnDashboard = () => {
  const words = useWords()
  const known = useLimits(0)
  if (!known) return null
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
