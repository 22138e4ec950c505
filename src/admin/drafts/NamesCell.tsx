'use client'
import type { DefaultCellComponentProps } from 'payload'
import type { WordGroup } from '../../words/words.js'
import { useWords } from '../shared/useWords.js'
import './cells.css'

interface NamesCellProps extends Pick<DefaultCellComponentProps, 'cellData'> {
  /** Where their words stand. */
  group: WordGroup
}

/** In a list: what a field holds by its names in the API, one or several, in words. */
export const NamesCell = ({ cellData, group }: NamesCellProps) => {
  const words = useWords()
  if (typeof cellData === 'string' && cellData !== '') return words.named(group, cellData)
  const names: readonly unknown[] = Array.isArray(cellData) ? cellData : []
  if (names.length === 0) return '–'
  return (
    <ul className="coursewright-flags">
      {names.map((name) => (
        <li key={String(name)}>{words.named(group, String(name))}</li>
      ))}
    </ul>
  )
}
