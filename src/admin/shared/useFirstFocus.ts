'use client'
import { type RefObject, useEffect, useRef } from 'react'

/**
 * Puts the keyboard into the first control of a panel that opens. Payload's drawer would put it on the strip beside
 * the panel that closes it; it does so after a moment, so this waits until it has.
 */
export const useFirstFocus = <T extends HTMLElement>(): RefObject<T | null> => {
  const control = useRef<T>(null)
  useEffect(() => {
    const timer = setTimeout(() => control.current?.focus(), 100)
    return () => clearTimeout(timer)
  }, [])
  return control
}
