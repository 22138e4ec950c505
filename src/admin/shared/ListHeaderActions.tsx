'use client'
import { useListDrawerContext } from '@payloadcms/ui'
import type { ReactNode } from 'react'
import './form.css'

/**
 * Buttons beside a list's "Create New". Payload has no slot there; this stands in the description's, just below, and
 * its style sheet moves it up. Lists inside a drawer are for choosing, so there it shows nothing.
 */
export const ListHeaderActions = ({ children }: { children: ReactNode }) => {
  const { isInDrawer } = useListDrawerContext()
  return isInDrawer ? null : <div className="coursewright-list-actions">{children}</div>
}
