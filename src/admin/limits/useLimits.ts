'use client'
import { requestJson } from '../shared/api.js'
import { useAddresses } from '../shared/useAddresses.js'
import { useAnswer } from '../shared/useAnswer.js'
import { type Limits, type LimitsAnswer, limitsIn } from './limits.js'

interface Known {
  limits: Limits
  /** When they were read. */
  at: Date
}

/**
 * What is left for the signed-in user, read anew whenever `turn` changes. `undefined` until it is known, and where it cannot be
 * read: then nothing is said of it, and requests are still judged by the server.
 */
export const useLimits = (turn: unknown): Known | undefined => {
  const { api } = useAddresses()
  const url = api('/generation/limits')
  const { answer, problem } = useAnswer<Known>({
    question: url,
    version: turn,
    read: async (signal) => ({ limits: limitsIn(await requestJson<LimitsAnswer>({ url, signal })), at: new Date() }),
  })
  return problem === undefined ? answer : undefined
}
