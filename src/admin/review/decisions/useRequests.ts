'use client'
import { toast } from '@payloadcms/ui'
import { useRef } from 'react'
import { messageOf, requestJson } from '../../shared/api.js'
import { useWords } from '../../shared/useWords.js'

interface UseRequests {
  reviewsUrl: string
  say: (message: string, isProblem?: boolean) => void
  onSent: (count: number) => void
}

/** Sends what this user asked to be changed, all at once. */
export const useRequests = ({ reviewsUrl, say, onSent }: UseRequests): (() => void) => {
  const words = useWords()
  const isSending = useRef(false)
  const send = async () => {
    if (isSending.current) return
    isSending.current = true
    try {
      const url = `${reviewsUrl}/send-requests`
      const { sent } = await requestJson<{ sent: number }>({ url, method: 'POST', body: {} })
      onSent(sent)
      const text = words('review:sent', { count: sent })
      toast.success(text)
      say(text)
    } catch (error) {
      say(messageOf(words, error), true)
    }
    isSending.current = false
  }
  return () => void send()
}
