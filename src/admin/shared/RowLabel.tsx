'use client'
import { useRowLabel } from '@payloadcms/ui'
import { shorten } from '../../text.js'

/** Longer ones would push the buttons of the row off narrow screens. */
const mostCharacters = 80

interface RowLabelProps {
  /** Name of the field of the row whose words it is known by. */
  titleField: string
}

/** What a closed row of a list is about: its number and the beginning of its words. */
export const RowLabel = ({ titleField }: RowLabelProps) => {
  const { data, rowNumber = 0 } = useRowLabel<Readonly<Record<string, unknown>> | undefined>()
  const title = data?.[titleField]
  const words = typeof title === 'string' ? title.trim() : ''
  return <span>{[`${rowNumber + 1}.`, shorten(words, mostCharacters)].join(' ')}</span>
}
