'use client'
import { useDocumentInfo } from '@payloadcms/ui'
import { textOf } from '../shared/textOf.js'
import { GenerateButton } from './GenerateButton.js'
import type { GenerateProps } from './GenerateProps.js'

/** The Generate button on a curriculum, once it is saved: what is generated follows what is stored. */
export const GenerateOnCurriculum = (props: GenerateProps) => {
  const { id, savedDocumentData } = useDocumentInfo()
  if (id === undefined) return null
  const game = textOf(savedDocumentData?.game) || undefined
  return <GenerateButton {...props} preset={{ curriculum: String(id), game }} />
}
