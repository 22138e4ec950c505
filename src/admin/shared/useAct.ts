'use client'
import { toast } from '@payloadcms/ui'
import { useState } from 'react'
import { messageOf } from './api.js'
import { useWords } from './useWords.js'

/** What a button does with the server: `isActing` keeps it from being pressed again meanwhile, and what goes wrong is said in a toast. */
export const useAct = () => {
  const words = useWords()
  const [isActing, setActing] = useState(false)
  const act = async (work: () => Promise<void>): Promise<void> => {
    setActing(true)
    try {
      await work()
    } catch (error) {
      toast.error(messageOf(words, error))
    }
    setActing(false)
  }
  return { act, isActing }
}
