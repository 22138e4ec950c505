'use client'
import { useWords } from '../shared/useWords.js'
import { leftFor } from './limits.js'
import { useLimits } from './useLimits.js'
import './limits.css'

interface LeftForMeProps {
  /** Of the run that is asked for. */
  kind: string
  /** Changes when something was requested or refused. */
  turn: unknown
}

/** How much the reader may still request and spend, in one quiet line. Nothing where nothing is limited. */
export const LeftForMe = ({ kind, turn }: LeftForMeProps) => {
  const words = useWords()
  const known = useLimits(turn)
  const phrases = known ? leftFor(words, known.limits, kind, known.at) : []
  if (phrases.length === 0) return null
  return (
    <p className="coursewright-left" id="coursewright-left">
      {words('left:title')}: {phrases.join(' · ')}
    </p>
  )
}
