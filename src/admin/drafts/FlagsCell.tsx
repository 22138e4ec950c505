'use client'
import type { DefaultCellComponentProps } from 'payload'
import { useWords } from '../shared/useWords.js'
import './cells.css'

/** In a list: what a person should look at, in words. */
export const FlagsCell = ({ cellData }: Pick<DefaultCellComponentProps, 'cellData'>) => {
  const words = useWords()
  const flags: readonly unknown[] = Array.isArray(cellData) ? cellData : []
  if (flags.length === 0) return '–'
  return (
    <ul className="coursewright-flags">
      {flags.map((flag) => (
        <li key={String(flag)}>{words.named('flags', String(flag))}</li>
      ))}
    </ul>
  )
}
