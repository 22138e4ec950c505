'use client'
import type { Words } from '../../words/words.js'
import { formatNumber } from '../shared/format.js'
import { useWords } from '../shared/useWords.js'
import type { Measure, UsageGroup, UsageSum } from './usageReport.js'
import { costOfSum } from './usageWords.js'

interface UsageTableProps {
  /** Of the whole table, for those who hear it. */
  caption: string
  /** Of the first column. */
  of: string
  groups: readonly UsageGroup[]
  nameOf: (name: string) => string
  /** Has a bar for each row, as long as its share of the most. */
  bars?: Measure
}

type Column = 'calls' | 'cost' | 'drafts' | 'failedCalls' | 'savedTokens' | 'tokens'

const columns: readonly { of: Column; shown: (words: Words, sum: UsageSum) => string }[] = [
  { of: 'cost', shown: costOfSum },
  { of: 'tokens', shown: (words, { tokens }) => formatNumber(words, tokens) },
  { of: 'calls', shown: (words, { calls }) => formatNumber(words, calls) },
  { of: 'failedCalls', shown: (words, { failedCalls }) => formatNumber(words, failedCalls) },
  { of: 'drafts', shown: (words, { drafts }) => formatNumber(words, drafts) },
  { of: 'savedTokens', shown: (words, { savedTokens }) => formatNumber(words, savedTokens) },
]

/** Usage in numbers, a row to each group; wide ones scroll by themselves. */
export const UsageTable = ({ caption, of, groups, nameOf, bars }: UsageTableProps) => {
  const words = useWords()
  const most = bars ? Math.max(0, ...groups.map(({ sum }) => sum[bars])) : 0
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reached by the keyboard.
    <section aria-label={caption} className="coursewright-usage__scroll" tabIndex={0}>
      <table className="coursewright-usage__table">
        <caption className="coursewright-hidden">{caption}</caption>
        <thead>
          <tr>
            <th scope="col">{of}</th>
            {columns.map(({ of }) => (
              <th key={of} scope="col">
                {words(`usage:${of}`)}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {groups.map(({ name, sum }) => (
            <tr key={name}>
              <th scope="row">
                <span className="coursewright-usage__name">{nameOf(name)}</span>
                {bars && <Bar share={most > 0 ? sum[bars] / most : 0} />}
              </th>
              {columns.map(({ of, shown }) => (
                <td key={of}>{shown(words, sum)}</td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  )
}

/** For eyes alone: the number stands in the same row. */
const Bar = ({ share }: { share: number }) => (
  <svg aria-hidden="true" className="coursewright-usage__bar" preserveAspectRatio="none" viewBox="0 0 100 6">
    <rect className="coursewright-chart__day" height="6" width="100" />
    {share > 0 && <rect className="coursewright-chart__bar" height="6" width={Math.max(0.5, share * 100)} />}
  </svg>
)
