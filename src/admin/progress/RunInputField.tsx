'use client'
import { JSONField, useDocumentInfo } from '@payloadcms/ui'
import type { JSONFieldClientComponent } from 'payload'

/** For writing a request by hand. A request that was made is shown by `RunFacts`. */
export const RunInputField: JSONFieldClientComponent = (props) => {
  const { id } = useDocumentInfo()
  return id === undefined ? <JSONField {...props} /> : null
}
