'use client'
import type { DefaultCellComponentProps } from 'payload'
import type { WordGroup } from '../../words/words.js'
import { useWords } from '../shared/useWords.js'
import './cells.css'

interface NamesCellProps extends Pick<DefaultCellComponentProps, 'cellData'> {
  /** Where their words stand; without it they are sentences. */
  group?: WordGroup
}

/** In a list: what a field holds by its names in the API, one or several, in words. */
export const NamesCell = ({ cellData, group }: NamesCellProps) => {
  const words = useWords()
  const said = (name: string) => (group ? words.named(group, name) : words.told(name))
  if (typeof cellData === 'string' && cellData !== '') return said(cellData)
  const names: readonly unknown[] = Array.isArray(cellData) ? cellData : []
  if (names.length === 0) return '–'
  return (
    <ul className="coursewright-flags">
      {names.map((name) => (
        <li key={String(name)}>{said(String(name))}</li>
      ))}
    </ul>
  )
}
