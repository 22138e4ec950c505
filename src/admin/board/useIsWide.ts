'use client'
import { useSyncExternalStore } from 'react'

/** Where Payload puts the sidebar of a document beside its form; narrower, it stands below. */
const wide = '(min-width: 1025px)'

const follow = (tell: () => void): (() => void) => {
  const query = window.matchMedia(wide)
  query.addEventListener('change', tell)
  return () => query.removeEventListener('change', tell)
}

/** Whether a document's sidebar stands beside its form. The server, which cannot know, takes it that it does. */
export const useIsWide = (): boolean =>
  useSyncExternalStore(
    follow,
    () => window.matchMedia(wide).matches,
    () => true,
  )
