'use client'
import { useState } from 'react'
import { messageOf } from '../shared/messageOf.js'
import { requestJson } from '../shared/requestJson.js'
import { answerOfRefusal, type ImportAnswer } from './ImportAnswer.js'
import { type ImportRequest, importAddress } from './ImportRequest.js'

/** Sends a file as it is, of any size. `onImported` is called when positions came in. */
export const useImport = (url: string, onImported: () => void) => {
  const [isImporting, setImporting] = useState(false)
  const [answer, setAnswer] = useState<ImportAnswer>()
  const [problem, setProblem] = useState<string>()
  const send = async (file: File, request: ImportRequest): Promise<void> => {
    setImporting(true)
    setProblem(undefined)
    try {
      const address = importAddress(url, request, file.name)
      const answer = await requestJson<ImportAnswer>({ url: address, method: 'POST', body: file })
      setAnswer(answer)
      if (answer.imported > 0) onImported()
    } catch (error) {
      const refused = answerOfRefusal(error)
      setAnswer(refused)
      if (!refused) setProblem(messageOf(error))
    }
    setImporting(false)
  }
  const startOver = () => {
    setAnswer(undefined)
    setProblem(undefined)
  }
  return { send, isImporting, answer, problem, startOver }
}
