'use client'
import { useEffect, useState } from 'react'

/** The time in milliseconds, each second while it matters. `undefined` before the page runs in a browser. */
export const useNow = (isTicking: boolean): number | undefined => {
  const [now, setNow] = useState<number>()
  useEffect(() => {
    setNow(Date.now())
    if (!isTicking) return
    const timer = setInterval(() => setNow(Date.now()), 1000)
    return () => clearInterval(timer)
  }, [isTicking])
  return now
}
