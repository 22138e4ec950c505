'use client'
import { dayName } from '../shared/format.js'
import { useWords } from '../shared/useWords.js'
import { type Measure, marksFor, type UsageGroup } from './usageReport.js'
import { measured, measuredBriefly } from './usageWords.js'

interface DayChartProps {
  days: readonly UsageGroup[]
  measure: Measure
}

const WIDTH = 720
const HEIGHT = 206
const LEFT = 62
const BOTTOM = 28
const TOP = 8
/** So many days have their name below, at most. */
const MOST_NAMES = 7

/** A bar for each day. What it shows is said in words too, and stands in a table beside it. */
export const DayChart = ({ days, measure }: DayChartProps) => {
  const words = useWords()
  const values = days.map(({ sum }) => sum[measure])
  const most = Math.max(0, ...values)
  const marks = marksFor(most)
  const top = marks.at(-1) ?? 1
  const height = HEIGHT - TOP - BOTTOM
  const y = (value: number) => TOP + height * (1 - value / top)
  const slot = (WIDTH - LEFT) / Math.max(1, days.length)
  const everyNth = Math.max(1, Math.ceil(days.length / MOST_NAMES))
  const named = {
    measure: words(`usage:${measure}`),
    from: dayName(words, days[0]?.name ?? ''),
    to: dayName(words, days.at(-1)?.name ?? ''),
  }
  const highest = days[values.indexOf(most)]
  const label =
    most > 0 && highest
      ? words('usage:chart', { ...named, most: measured(words, measure, most), day: dayName(words, highest.name) })
      : words('usage:chartNone', named)
  return (
    <svg aria-label={label} className="coursewright-chart" role="img" viewBox={`0 0 ${WIDTH} ${HEIGHT}`}>
      {marks.map((mark) => (
        <g key={mark}>
          <line className="coursewright-chart__line" x1={LEFT} x2={WIDTH} y1={y(mark)} y2={y(mark)} />
          <text className="coursewright-chart__mark" textAnchor="end" x={LEFT - 6} y={y(mark) + 3.5}>
            {measuredBriefly(words, measure, mark)}
          </text>
        </g>
      ))}
      {days.map(({ name, sum }, index) => {
        const value = sum[measure]
        const x = LEFT + index * slot
        return (
          <g key={name}>
            {/* The whole height answers the pointer: a day of little use has a bar of a pixel. */}
            <rect className="coursewright-chart__day" height={height} width={slot} x={x} y={TOP}>
              <title>{`${dayName(words, name)}: ${measured(words, measure, value)}`}</title>
            </rect>
            {value > 0 && (
              <rect
                className="coursewright-chart__bar"
                height={Math.max(1, TOP + height - y(value))}
                width={Math.max(1, Math.min(40, slot * 0.7))}
                x={x + (slot - Math.max(1, Math.min(40, slot * 0.7))) / 2}
                y={Math.min(y(value), TOP + height - 1)}
              />
            )}
            {index % everyNth === 0 && (
              <text className="coursewright-chart__mark" textAnchor="middle" x={x + slot / 2} y={HEIGHT - 6}>
                {dayName(words, name, true)}
              </text>
            )}
          </g>
        )
      })}
    </svg>
  )
}
