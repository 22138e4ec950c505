'use client'
import { ShimmerEffect } from '@payloadcms/ui'
import { type ComponentProps, lazy, Suspense } from 'react'
import type { MindMap as DrawnMap } from './MindMap.js'

// Maps are drawn by code that few pages of the panel need.
const Drawn = lazy(async () => ({ default: (await import('./MindMap.js')).MindMap }))

/** The field of a tree's nodes, whose code is loaded where there is a tree. */
export const MindMap = (props: ComponentProps<typeof DrawnMap>) => (
  <Suspense fallback={<ShimmerEffect height="12rem" />}>
    <Drawn {...props} />
  </Suspense>
)
