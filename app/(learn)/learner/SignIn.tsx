'use client'
import { type FormEvent, useState } from 'react'
import { ask, Refused } from './api.js'

/** Payload's own way of signing in: its cookie is what every other request sends. */
export const SignIn = ({ onSignedIn }: { onSignedIn: () => void }) => {
  const [problem, setProblem] = useState('')
  const [isSending, setSending] = useState(false)
  const signIn = async (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault()
    const { email, password } = Object.fromEntries(new FormData(event.currentTarget))
    setSending(true)
    setProblem('')
    try {
      await ask('/users/login', { email, password })
      onSignedIn()
    } catch (error) {
      setProblem(error instanceof Refused ? error.message : 'Something went wrong.')
    } finally {
      setSending(false)
    }
  }
  return (
    <form className="note sign-in" onSubmit={signIn}>
      <h1>Sign in to learn</h1>
      <label>
        Email
        <input autoComplete="username" name="email" required type="email" />
      </label>
      <label>
        Password
        <input autoComplete="current-password" name="password" required type="password" />
      </label>
      {problem && <p role="alert">{problem}</p>}
      <button className="button" disabled={isSending} type="submit">
        Sign in
      </button>
    </form>
  )
}
