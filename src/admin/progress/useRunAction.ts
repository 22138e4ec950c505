'use client'
import { useState } from 'react'
import { messageOf } from '../shared/messageOf.js'
import { requestJson } from '../shared/requestJson.js'
import type { RunAction } from '../shared/runWords.js'

/**
 * Cancels, pauses, resumes or retries a run, or retries one `step` of it; one at a time. `onDone` is called when the server
 * did it.
 */
export const useRunAction = (runUrl: string, onDone: () => void) => {
  const [acting, setActing] = useState<RunAction>()
  const [problem, setProblem] = useState<string>()
  const act = async (action: RunAction, step?: number): Promise<void> => {
    setActing(action)
    setProblem(undefined)
    try {
      await requestJson({ url: `${runUrl}/${action}`, method: 'POST', body: step === undefined ? undefined : { step } })
      onDone()
    } catch (error) {
      setProblem(messageOf(error))
    }
    setActing(undefined)
  }
  return { act, acting, problem }
}
