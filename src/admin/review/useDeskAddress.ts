'use client'
import { useSearchParams } from 'next/navigation.js'
import { useEffect, useState } from 'react'
import { type DeskFilters, filterQuery, readFilters } from './deskAddress.js'

/** What of the queue is listed and which draft is open. It stands in the address: it can be reloaded, and sent to somebody. */
export const useDeskAddress = () => {
  const address = useSearchParams()
  const [filters, setFilters] = useState<DeskFilters>(() => readFilters(address))
  const [currentId, setCurrent] = useState<string | undefined>(() => address.get('review') ?? undefined)
  useEffect(() => {
    const query = filterQuery(filters)
    if (currentId !== undefined) query.set('review', currentId)
    const text = query.toString()
    window.history.replaceState(null, '', text === '' ? window.location.pathname : `?${text}`)
  }, [filters, currentId])
  return { filters, setFilters, currentId, setCurrent }
}
