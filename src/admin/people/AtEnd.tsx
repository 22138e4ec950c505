'use client'
import { useEffect } from 'react'
import type { RunStatus } from '../../runs/vocabulary.js'
import { isFinal } from '../run/runState.js'

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
