import type { PayloadRequest } from 'payload'
import { isRecord } from '../text.js'

interface Asked {
  /** The collection that the field belongs to. */
  slug: string
  field: string
}

/**
 * Whether a request names a field that takes some work to compute: over REST `select[field]=true` or
 * `populate[slug][field]=true`, in a GraphQL query its name.
 */
export const isAskedFor = ({ payloadAPI, data, query }: PayloadRequest, { slug, field }: Asked): boolean => {
  if (payloadAPI === 'GraphQL') return new RegExp(`\\b${field}\\b`).test(String(data?.query ?? query.query ?? ''))
  const { select, populate } = query
  const populated = isRecord(populate) ? populate[slug] : undefined
  return [select, populated].some((one) => isRecord(one) && Boolean(one[field]))
}
