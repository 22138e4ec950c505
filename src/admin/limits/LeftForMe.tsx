'use client'
import { useWords } from '../shared/useWords.js'
import { type Limits, leftFor } from './limits.js'
import './limits.css'

interface LeftForMeProps {
  limits: Limits
  /** When they were read. */
  at: Date
  /** Of the run that is asked for. */
  kind: string
}

/** How much the reader may still request and spend, in one quiet line. Nothing where nothing is limited. */
export const LeftForMe = ({ limits, at, kind }: LeftForMeProps) => {
  const words = useWords()
  const phrases = leftFor(words, limits, kind, at)
  if (phrases.length === 0) return null
  return (
    <p className="coursewright-left" id="coursewright-left">
      {words('left:title')}: {phrases.join(' · ')}
    </p>
  )
}
