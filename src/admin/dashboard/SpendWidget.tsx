import type { Words } from '../../words/words.js'
import { dayName, formatAmount, formatNumber } from '../shared/format.js'
import { poolStore, readableIn, readUsage } from '../shared/serverSide.js'
import { addUp, byDay, groupBy, type UsageGroup, type UsageSum } from '../usage/usageReport.js'
import { costOfSum } from '../usage/usageWords.js'
import { forReviewers, type WidgetProps } from './Widget.js'

/** What was spent by day, role and model. */
export const SpendWidget = ({ req }: WidgetProps) =>
  forReviewers(req, 'widgets:spend', async ({ words, settings }) => {
    // It is added up of all rows, as what the route of usage answers.
    if ((await readableIn(req, settings.slugs.generationUsage)) !== true) return <p>{words('dashboard:forbidden')}</p>
    const usage = await readUsage(poolStore(req.payload, settings), settings.model.providers, {
      by: ['day', 'role', 'model'],
    })
    const total = addUp(usage.rows)
    if (total.calls === 0) return <p>{words('dashboard:nothingSpent')}</p>
    // Where all models are free, or no price is known, tokens tell more.
    const measure = total.cost > 0 ? 'cost' : 'tokens'
    return (
      <>
        <p>
          <strong className="coursewright-widget__figure">{amountOf(words, measure, total)}</strong>
        </p>
        <Days days={byDay(usage)} measure={measure} total={total} words={words} />
        <div className="coursewright-widget__columns">
          {(['role', 'model'] as const).map((by) => (
            <div key={by}>
              <h4>{words(by === 'role' ? 'dashboard:byRole' : 'dashboard:byModel')}</h4>
              <dl className="coursewright-widget__pairs">
                {groupBy(usage.rows, by, measure)
                  .slice(0, 5)
                  .map(({ name, sum }) => (
                    <div key={name}>
                      <dt>{by === 'role' ? words.named('roles', name) : name}</dt>
                      <dd>{amountOf(words, measure, sum)}</dd>
                    </div>
                  ))}
              </dl>
            </div>
          ))}
        </div>
      </>
    )
  })

type SpendMeasure = 'cost' | 'tokens'

const amountOf = (words: Words, measure: SpendMeasure, sum: UsageSum): string =>
  measure === 'cost' ? costOfSum(words, sum) : formatAmount(words, 'tokens', sum.tokens)

interface DaysProps {
  words: Words
  days: readonly UsageGroup[]
  measure: SpendMeasure
  total: UsageSum
}

const WIDTH = 300
const HEIGHT = 60

/** A bar for each day, with what they show in a table behind it. */
const Days = ({ words, days, measure, total }: DaysProps) => {
  const most = Math.max(...days.map(({ sum }) => sum[measure]))
  const highest = days.find(({ sum }) => sum[measure] === most)
  const slot = WIDTH / days.length
  const amount = (sum: UsageSum) => amountOf(words, measure, sum)
  return (
    <>
      {most > 0 && highest && (
        <svg
          aria-label={words('dashboard:chart', {
            ...{ total: amount(total), most: amount(highest.sum), day: dayName(words, highest.name) },
          })}
          className="coursewright-widget__bars"
          preserveAspectRatio="none"
          role="img"
          viewBox={`0 0 ${WIDTH} ${HEIGHT}`}
        >
          {days.map(({ name, sum }, index) => {
            const height = (sum[measure] / most) * HEIGHT
            return <rect height={height} key={name} width={slot * 0.7} x={index * slot} y={HEIGHT - height} />
          })}
        </svg>
      )}
      <details>
        <summary>{words('dashboard:byDay')}</summary>
        <table>
          <thead>
            <tr>
              <th scope="col">{words('dashboard:day')}</th>
              <th scope="col">{words(`usage:${measure}`)}</th>
              <th scope="col">{words('dashboard:calls')}</th>
            </tr>
          </thead>
          <tbody>
            {days
              .filter(({ sum }) => sum.calls > 0)
              .map(({ name, sum }) => (
                <tr key={name}>
                  <th scope="row">{dayName(words, name)}</th>
                  <td>{amount(sum)}</td>
                  <td>{formatNumber(words, sum.calls)}</td>
                </tr>
              ))}
          </tbody>
        </table>
      </details>
    </>
  )
}
