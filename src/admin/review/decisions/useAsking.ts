'use client'
import { useEffect, useRef, useState } from 'react'
import type { DocumentId } from '../../shared/api.js'
import { type KeptWords, openForm } from './keptWords.js'

/** Which form stands below the draft that is open, if any: what should be better, or why it is rejected. */
export const useAsking = (current: DocumentId = '') => {
  const [asking, setAsking] = useState<KeptWords['sort'] | undefined>(() => openForm(current))
  // The form that had the keyboard is gone: it goes back to the button that opened it.
  const asked = useRef(asking)
  useEffect(() => {
    if (!asking && asked.current && document.activeElement === document.body) {
      document.querySelector<HTMLElement>(`.coursewright-action[data-action="${asked.current}"]`)?.focus()
    }
    asked.current = asking
  }, [asking])
  return { asking, setAsking }
}
