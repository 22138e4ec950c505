'use client'
import { useEffect, useState } from 'react'
import { formatMoment, formatTime } from './format.js'
import { useWords } from './useWords.js'

interface ReaderTimeProps {
  at: string
  /** What is said of it, with `{{time}}` where it stands. */
  sentence: string
  /** Something is to come then: it is never said too early. */
  isAhead?: boolean
}

/** A time in the reader's time zone, which the server, where this is rendered first, does not know. */
export const ReaderTime = ({ at, sentence, isAhead = false }: ReaderTimeProps) => {
  const words = useWords()
  const [now, setNow] = useState<Date>()
  useEffect(() => setNow(new Date()), [])
  const format = isAhead ? formatMoment : formatTime
  return <span>{now && sentence.replace('{{time}}', () => format(words, at, now))}</span>
}
