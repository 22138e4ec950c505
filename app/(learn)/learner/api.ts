'use client'
import { useCallback, useEffect, useState } from 'react'

/** What the API refuses: its status, and the reason in words. */
export class Refused extends Error {
  override readonly name = 'Refused'

  constructor(
    readonly status: number,
    message: string,
  ) {
    super(message)
  }
}

/**
 * Asks the API. Payload's cookie says who asks; nothing else is sent along.
 *
 * @throws Refused when the answer is an error, or there is none
 */
export const ask = async <T>(path: string, body?: object): Promise<T> => {
  const response = await fetch(`/api${path}`, {
    credentials: 'same-origin',
    ...(body && {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify(body),
    }),
  }).catch(() => undefined)
  if (!response) throw new Refused(0, 'The server cannot be reached. Look at your connection, then try again.')
  const answer = await response.json().catch(() => ({}))
  if (response.ok) return answer as T
  throw new Refused(response.status, answer.errors?.[0]?.message ?? 'The server could not answer.')
}

type State<T> = { is: 'loading' } | { is: 'ready'; value: T } | { is: 'refused'; refusal: Refused }

export type Read<T> = State<T> & { again: () => void }

/** What `load` gives, loaded when the page opens; `again` asks anew, as after signing in. `load` must stay the same function. */
export const useRead = <T>(load: () => Promise<T>): Read<T> => {
  const [state, setState] = useState<State<T>>({ is: 'loading' })
  const again = useCallback(() => {
    load().then(
      (value) => setState({ is: 'ready', value }),
      (error: unknown) => {
        const refusal = error instanceof Refused ? error : new Refused(0, 'Something went wrong on this page.')
        setState({ is: 'refused', refusal })
      },
    )
  }, [load])
  useEffect(again, [again])
  return { ...state, again }
}
