'use client'
import { Drawer } from '@payloadcms/ui'
import type { ReactNode } from 'react'
import './form.css'

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
