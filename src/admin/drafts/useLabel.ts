'use client'
import { useConfig, useDocumentInfo } from '@payloadcms/ui'
import type { StaticLabel } from 'payload'
import { flattenTopLevelFields } from 'payload/shared'

/**
 * What a field is called, in the reader's language. Payload gives a field with a component of its own the label in the language of
 * the user who opened the collection first since the server started; its config has that of the reader.
 */
export const useLabel = ({ name, label }: { name: string; label?: StaticLabel }): StaticLabel | undefined => {
  const { collectionSlug } = useDocumentInfo()
  const { getEntityConfig } = useConfig()
  const fields = collectionSlug ? flattenTopLevelFields(getEntityConfig({ collectionSlug }).fields) : []
  const known = fields.find((field) => 'name' in field && field.name === name)
  const own = known && 'label' in known ? known.label : undefined
  return own && typeof own !== 'function' ? own : label
}
