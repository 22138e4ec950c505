import type { Metadata } from 'next'
import type { ReactNode } from 'react'
import './learner/learner.css'
import './learner/play.css'

export const metadata: Metadata = { title: { default: 'Learn', template: '%s · Learn' } }

/** What learners see: the example of a client of the public REST API. It knows nothing of Payload but its answers. */
export default function Layout({ children }: { children: ReactNode }) {
  return (
    <html lang="en">
      <body>{children}</body>
    </html>
  )
}
