'use client'
import type { ReactNode } from 'react'
import { useAnswer } from '../../shared/useAnswer.js'
import { useWords } from '../../shared/useWords.js'

/** What is read only when the user wants to see it. */
export const Asked = <T,>({ url, children }: { url: string; children: (answer: T) => ReactNode }) => {
  const words = useWords()
  const { answer, problem } = useAnswer<T>({ question: url })
  if (problem !== undefined) return <p className="coursewright-message coursewright-message--error">{problem}</p>
  return answer === undefined ? <p className="coursewright-muted">{words('shared:loading')}</p> : children(answer)
}
