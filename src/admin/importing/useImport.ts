'use client'
import { useState } from 'react'
import { messageOf, requestJson } from '../shared/api.js'
import { useWords } from '../shared/useWords.js'
import { answerOfRefusal, type ImportAnswer, type ImportRequest, importAddress } from './importRequest.js'

/** Sends a file as it is, of any size. `onImported` is called when positions came in. */
export const useImport = (url: string, onImported: () => void) => {
  const words = useWords()
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
      if (!refused) setProblem(messageOf(words, error))
    }
    setImporting(false)
  }
  const startOver = () => {
    setAnswer(undefined)
    setProblem(undefined)
  }
  return { send, isImporting, answer, problem, startOver }
}
