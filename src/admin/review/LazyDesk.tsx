'use client'
import { ShimmerEffect } from '@payloadcms/ui'
import { type ComponentProps, lazy, Suspense } from 'react'
import type { ReviewDesk } from './ReviewDesk.js'

// All pages of the panel are one to the bundler: none but this needs the desk.
const Desk = lazy(async () => ({ default: (await import('./ReviewDesk.js')).ReviewDesk }))

/** The review desk, whose code is loaded with its page. */
export const LazyDesk = (props: ComponentProps<typeof ReviewDesk>) => (
  <Suspense fallback={<ShimmerEffect height="20rem" />}>
    <Desk {...props} />
  </Suspense>
)
