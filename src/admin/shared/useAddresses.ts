'use client'
import { useConfig, useDocumentDrawerContext } from '@payloadcms/ui'
import { useRouter } from 'next/navigation.js'
import { formatAdminURL } from 'payload/shared'
import { useMemo } from 'react'
import type { DocumentId } from './api.js'

interface Addresses {
  /** Of the REST API, for a path such as `/drills`. */
  api: (path: `/${string}`) => string
  /** Of a document's page in the admin panel. */
  document: (collection: string, id: DocumentId) => string
  /** Of a collection's list in the admin panel. */
  list: (collection: string) => string
  /** Of a view of the panel that belongs to no collection. */
  view: (path: `/${string}`) => string
}

/** Where things are on this site, whatever routes its config chose. */
export const useAddresses = (): Addresses => {
  const { config } = useConfig()
  const { admin, api } = config.routes
  return useMemo(
    () => ({
      api: (path) => formatAdminURL({ apiRoute: api, path }),
      document: (collection, id) =>
        formatAdminURL({ adminRoute: admin, path: `/collections/${collection}/${encodeURIComponent(id)}` }),
      list: (collection) => formatAdminURL({ adminRoute: admin, path: `/collections/${collection}` }),
      view: (path) => formatAdminURL({ adminRoute: admin, path }),
    }),
    [admin, api],
  )
}

/**
 * Leaves the page of a document that was deleted, for the list of its collection. A drawer that it is open in closes, and the page
 * below stays.
 */
export const useLeaveDeleted = (collection: string): ((id: DocumentId) => void) => {
  const { list } = useAddresses()
  const { onDelete } = useDocumentDrawerContext()
  const router = useRouter()
  return (id) => {
    // Only drawers have it; it closes them.
    if (onDelete) void onDelete({ id: String(id) })
    else router.push(list(collection))
  }
}
