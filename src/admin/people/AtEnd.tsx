'use client'
import { useEffect } from 'react'
import { isFinal } from '../run/runState.js'
import type { RunStatus } from '../shared/runWords.js'

interface AtEndProps {
  status: RunStatus | undefined
  onEnd: () => void
}

/** Looks again when the run has ended. Shows nothing. */
export const AtEnd = ({ status, onEnd }: AtEndProps) => {
  const hasEnded = status !== undefined && isFinal(status)
  useEffect(() => {
    if (hasEnded) onEnd()
  }, [hasEnded, onEnd])
  return null
}
