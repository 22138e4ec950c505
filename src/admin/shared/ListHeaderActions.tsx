'use client'
import { useDocumentInfo, useListDrawerContext } from '@payloadcms/ui'
import type { ReactNode } from 'react'
import './form.css'

/**
 * Buttons beside a list's "Create New". Payload has no slot there; this stands in the description's, just below, and
 * its style sheet moves it up. Payload shows a description on documents too, and lists inside a drawer are for
 * choosing: in both places this shows nothing.
 */
export const ListHeaderActions = ({ children }: { children: ReactNode }) => {
  const { isInDrawer } = useListDrawerContext()
  const { collectionSlug: documentOf } = useDocumentInfo()
  return isInDrawer || documentOf ? null : <div className="coursewright-list-actions">{children}</div>
}
