'use client'
import { Link } from '@payloadcms/ui'
import { useEffect, useState } from 'react'
import type { DocumentId } from '../shared/DocumentId.js'
import { requestJson } from '../shared/requestJson.js'
import { textOf } from '../shared/textOf.js'
import { useAddresses } from '../shared/useAddresses.js'

interface DocumentTitleProps {
  collection: string
  id: DocumentId
  titleField: 'name' | 'subject'
}

/** The title of a document, leading to it. Who may not read it, or comes after it was deleted, is told its id. */
export const DocumentTitle = ({ collection, id, titleField }: DocumentTitleProps) => {
  const { api, document } = useAddresses()
  const url = `${api(`/${collection}`)}/${encodeURIComponent(id)}?depth=0&select[${titleField}]=true`
  const [title, setTitle] = useState('')
  useEffect(() => {
    const stop = new AbortController()
    requestJson<Record<string, unknown>>({ url, signal: stop.signal })
      .then((found) => setTitle(textOf(found[titleField])))
      .catch(() => setTitle(''))
    return () => stop.abort()
  }, [url, titleField])
  if (!title) return String(id)
  return (
    <Link href={document(collection, id)} prefetch={false}>
      {title}
    </Link>
  )
}
