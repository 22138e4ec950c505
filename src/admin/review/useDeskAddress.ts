'use client'
import { useSearchParams } from 'next/navigation.js'
import { useEffect, useRef, useState } from 'react'
import { type DeskFilters, filterQuery, readFilters } from './deskAddress.js'

/**
 * What of the queue is listed and which draft is open. It stands in the address: it can be reloaded, and sent to another user.
 *
 * @param onArrive a link, or Back, has led to another address of the desk, which holds from now on
 */
export const useDeskAddress = (onArrive: (review: string | undefined) => void) => {
  const address = useSearchParams()
  const [filters, setFilters] = useState<DeskFilters>(() => readFilters(address))
  const [currentId, setCurrent] = useState<string | undefined>(() => address.get('review') ?? undefined)
  const arrive = useRef(onArrive)
  arrive.current = onArrive
  /** The address that was read last, and those written here since: the router tells of each of them a moment later, or of none. */
  const own = useRef([address.toString()])
  useEffect(() => {
    const at = own.current.lastIndexOf(address.toString())
    own.current = at < 0 ? [address.toString()] : own.current.slice(at)
    if (at >= 0) return
    const review = address.get('review') ?? undefined
    arrive.current(review)
    setFilters(readFilters(address))
    setCurrent(review)
  }, [address])
  useEffect(() => {
    const query = filterQuery(filters)
    if (currentId !== undefined) query.set('review', currentId)
    const text = query.toString()
    own.current.push(text)
    window.history.replaceState(null, '', text === '' ? window.location.pathname : `?${text}`)
  }, [filters, currentId])
  return { filters, setFilters, currentId, setCurrent }
}
