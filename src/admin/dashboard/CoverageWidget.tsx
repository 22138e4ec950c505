import { Link } from '@payloadcms/ui'
import { formatNumber } from '../shared/format.js'
import { mostCounted, readCoverage } from '../shared/serverSide.js'
import { forReviewers, type WidgetProps } from './Widget.js'

/** Positions without drills, objectives without lessons. */
export const CoverageWidget = ({ req }: WidgetProps) =>
  forReviewers(req, 'widgets:coverage', async ({ words, settings, to }) => {
    const { positions, curricula } = await readCoverage(settings, req)
    if (positions.length + curricula.length === 0) return <p>{words('dashboard:allCovered')}</p>
    const phaseOf = (game: string, phase: string): string => {
      const known = settings.games.find(({ slug }) => slug === game)
      const label = known?.phases.find(({ value }) => value === phase)?.label ?? phase
      return `${words.named('games', known?.label ?? game)}, ${words.named('phases', label)}`
    }
    const countOf = (count: number): string =>
      count > mostCounted
        ? words('amounts:moreThan', { amount: formatNumber(words, mostCounted) })
        : formatNumber(words, count)
    return (
      <ul className="coursewright-widget__rows">
        {curricula.map(({ id, subject, objectives, without }) => (
          <li key={id}>
            <Link
              dir="auto"
              href={to(`/collections/${settings.slugs.curricula}/${id}`)}
              prefetch={false}
              title={without.join('\n')}
            >
              {words('dashboard:objectives', { subject, without: without.length, objectives })}
            </Link>
          </li>
        ))}
        {positions.map(({ game, phase, without }) => (
          <li key={`${game} ${phase}`}>
            {words('dashboard:positions', { count: countOf(without), phase: phaseOf(game, phase) })}
          </li>
        ))}
      </ul>
    )
  })
