'use client'
import { type RefObject, useEffect, useRef } from 'react'

/**
 * Puts the keyboard into the first control of a form in a panel that opens, and keeps it there until the user uses it: Payload's
 * drawer is hidden again for some frames, which takes the focus away, and then gives it to the strip that closes it. On a slow machine
 * both last long.
 */
export const useFirstFocus = <T extends HTMLElement>(): RefObject<T | null> => {
  const control = useRef<T>(null)
  useEffect(() => {
    const opener = document.activeElement
    const form = control.current?.closest('form')
    const isInside = (target: EventTarget | null) => target instanceof Node && form?.contains(target) === true
    let frame = 0
    const take = () => {
      cancelAnimationFrame(frame)
      control.current?.focus()
      if (control.current && document.activeElement !== control.current) frame = requestAnimationFrame(take)
    }
    const onFocus = ({ target }: FocusEvent) => {
      if (isInside(target)) return
      document.removeEventListener('focusin', onFocus)
      take()
    }
    const onHidden = ({ relatedTarget }: FocusEvent) => {
      if (relatedTarget === null) frame = requestAnimationFrame(take)
    }
    // A key on the button that opened the panel is none for the panel.
    const onKey = ({ target }: KeyboardEvent) => target !== opener && leave()
    const leave = () => {
      cancelAnimationFrame(frame)
      form?.removeEventListener('focusout', onHidden)
      document.removeEventListener('focusin', onFocus)
      document.removeEventListener('keydown', onKey, true)
      document.removeEventListener('pointerdown', leave, true)
    }
    form?.addEventListener('focusout', onHidden)
    document.addEventListener('focusin', onFocus)
    document.addEventListener('keydown', onKey, true)
    document.addEventListener('pointerdown', leave, true)
    take()
    return leave
  }, [])
  return control
}
