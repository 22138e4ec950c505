'use client'
import { useAuth, useDocumentEvents } from '@payloadcms/ui'
import { createContext, type ReactNode, use, useEffect, useMemo, useSyncExternalStore } from 'react'
import { requestJson } from '../shared/api.js'
import { useAddresses } from '../shared/useAddresses.js'
import { type LimitsAnswer, limitsIn } from './limits.js'
import { createStatusStore, type Status, type StatusStore } from './statusStore.js'

const Store = createContext<StatusStore | undefined>(undefined)

interface StatusAnswer extends Pick<Status, 'drafts' | 'runs'> {
  limits: LimitsAnswer | null
}

/** What is changed in a burst, e.g. by publishing a series, is looked at once. */
const SETTLE_MS = 500

/** Around the whole panel, so that it outlives its pages: all that show the status share one request. */
export const StatusProvider = ({ children }: { children?: ReactNode }) => {
  const { api } = useAddresses()
  const { user } = useAuth()
  const url = api('/generation/status')
  const userId = user?.id
  // biome-ignore lint/correctness/useExhaustiveDependencies: what is known of one user says nothing of another.
  const store = useMemo(
    () =>
      createStatusStore({
        ask: async (signal) => {
          const { runs, drafts, limits } = await requestJson<StatusAnswer>({ url, signal })
          return { runs, drafts, limits: limits ? limitsIn(limits) : undefined, at: new Date() }
        },
        isHidden: () => document.visibilityState === 'hidden',
      }),
    [url, userId],
  )
  const { mostRecentUpdate } = useDocumentEvents()
  useEffect(() => {
    if (!mostRecentUpdate) return
    const timer = setTimeout(store.refresh, SETTLE_MS)
    return () => clearTimeout(timer)
  }, [mostRecentUpdate, store])
  useEffect(() => {
    document.addEventListener('visibilitychange', store.refresh)
    return () => document.removeEventListener('visibilitychange', store.refresh)
  }, [store])
  return <Store value={store}>{children}</Store>
}

const none: StatusStore = { read: () => undefined, subscribe: () => () => undefined, refresh: () => undefined }
/** Has the header look at once: for what was changed by other ways than a document's form. */
export const useRefreshStatus = (): (() => void) => (use(Store) ?? none).refresh

const beforeThePage = () => undefined

/** What is open of the reader's own, and what limits leave, as it was asked for last. `undefined` until it is known. */
export const useStatus = (): Status | undefined => {
  const store = use(Store) ?? none
  return useSyncExternalStore(store.subscribe, store.read, beforeThePage)
}
