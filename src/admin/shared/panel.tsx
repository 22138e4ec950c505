'use client'
import { Drawer, useDocumentInfo, useListDrawerContext } from '@payloadcms/ui'
import type { ReactNode } from 'react'
import './forms/form.css'

interface SidePanelProps {
  /** Also what screen readers call the panel, as Payload's drawers are named by their slug. */
  slug: string
  title: string
  children: ReactNode
}

/** Payload's drawer, no wider than a form needs. Its content starts fresh each time it opens. */
export const SidePanel = ({ slug, title, children }: SidePanelProps) => (
  <Drawer className="coursewright-panel" slug={slug} title={title}>
    {children}
  </Drawer>
)

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
