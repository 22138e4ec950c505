'use client'
import { useConfig } from '@payloadcms/ui'
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
