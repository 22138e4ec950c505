'use client'
import { type ReactNode, useEffect, useRef } from 'react'
import type { Read } from './api.js'
import { SignIn } from './SignIn.js'

interface FrameProps<T> {
  read: Read<T>
  /** The heading, once it is known. */
  title: (value: T) => string
  children: (value: T) => ReactNode
  /** Whether it is the page that the others lead back to. */
  isHome?: boolean
}

/** A page: what was read, or a way to sign in, or the reason why there is nothing. */
export const Frame = <T,>({ read, title, children, isHome = false }: FrameProps<T>) => {
  const heading = useRef<HTMLHeadingElement>(null)
  const said = read.is === 'ready' ? title(read.value) : ''
  useEffect(() => {
    if (!said) return
    document.title = `${said} · Learn`
    heading.current?.focus()
  }, [said])
  return (
    <>
      <header className="bar">
        {isHome ? (
          <span className="bar__home">Learn</span>
        ) : (
          <a className="bar__home" href="/learn">
            Learn
          </a>
        )}
      </header>
      <main>
        {read.is === 'loading' && <p role="status">Loading…</p>}
        {read.is === 'refused' &&
          (read.refusal.status === 401 || read.refusal.status === 403 ? (
            <SignIn onSignedIn={read.again} />
          ) : (
            <section className="note" role="alert">
              <h1>{read.refusal.status === 404 ? 'There is no such page' : 'This did not work'}</h1>
              <p>
                {read.refusal.status === 404 ? 'It does not exist, or is not published yet.' : read.refusal.message}
              </p>
              <button className="button" onClick={read.again} type="button">
                Try again
              </button>
            </section>
          ))}
        {read.is === 'ready' && (
          <>
            <h1 ref={heading} tabIndex={-1}>
              {said}
            </h1>
            {children(read.value)}
          </>
        )}
      </main>
    </>
  )
}
