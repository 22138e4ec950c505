'use client'
import { formatNumber } from '../shared/format.js'
import { useAddresses } from '../shared/useAddresses.js'
import { useAnswer } from '../shared/useAnswer.js'
import { useWords } from '../shared/useWords.js'
import '../shared/drafts.css'

interface QualityRow {
  collection: string
  model: string
  promptVersion: string | null
  drafts: number
  flagged: number
  flags: Readonly<Record<string, number>>
}

/** How many drafts of each model and prompt version have flags, on the list of their collection; nothing where none has. */
export const QualityTable = ({ collection }: { collection: string }) => {
  const words = useWords()
  const rows = useQuality().filter((row) => row.collection === collection)
  if (!rows.some(({ flagged }) => flagged > 0)) return null
  const number = (count: number) => formatNumber(words, count)
  return (
    <details className="coursewright-quality">
      <summary>{words('quality:title')}</summary>
      <table>
        <thead>
          <tr>
            <th scope="col">{words('fields:model')}</th>
            <th scope="col">{words('fields:promptVersion')}</th>
            <th scope="col">{words('quality:drafts')}</th>
            <th scope="col">{words('quality:flagged')}</th>
            <th scope="col">{words('fields:flags')}</th>
          </tr>
        </thead>
        <tbody>
          {rows.map(({ model, promptVersion, drafts, flagged, flags }) => (
            <tr key={`${model} ${promptVersion}`}>
              <td>{model}</td>
              <td>{promptVersion}</td>
              <td>{number(drafts)}</td>
              <td>{number(flagged)}</td>
              <td>
                {Object.entries(flags)
                  .map(([code, count]) => `${words.named('flags', code)}: ${number(count)}`)
                  .join(' · ')}
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </details>
  )
}

/** Nothing for those who may not know, and where it cannot be read: the list goes without. */
const useQuality = (): readonly QualityRow[] => {
  const { api } = useAddresses()
  const { answer } = useAnswer<{ rows: readonly QualityRow[] }>({ question: api('/generation/quality') })
  return answer?.rows ?? []
}
