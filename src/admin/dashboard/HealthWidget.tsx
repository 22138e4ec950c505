import { Link } from '@payloadcms/ui'
import { loadTold } from '../../words/sentences/languages.js'
import { openAlertsQuery } from '../alerts/alert.js'
import { countOpenAlerts } from '../alerts/countOpenAlerts.js'
import { formatNumber, formatShare } from '../shared/format.js'
import { ReaderTime } from '../shared/ReaderTime.js'
import { poolStore, readableIn, readHealth, readUsage } from '../shared/serverSide.js'
import { addUp } from '../usage/usageReport.js'
import { forReviewers, type WidgetProps } from './Widget.js'

/** How calls of the last hour ended, what plans and batches saved, which providers fail, whether any worker runs. */
export const HealthWidget = ({ req }: WidgetProps) =>
  forReviewers(req, 'widgets:health', async ({ words, settings, to }) => {
    const { payload } = req
    const { generationLogs, generationUsage } = settings.slugs
    const { calls, plans, breakers, workers } = await readHealth(payload, settings)
    // What the navigation says beside it.
    const openAlerts = await countOpenAlerts(payload, req.user)
    const hour = calls.find(({ minutes }) => minutes === 60)
    const share = (value: number | null | undefined): string =>
      value == null ? words('dashboard:none') : formatShare(words, value)
    const figures: [string, string][] = [
      [words('dashboard:lastHour'), formatNumber(words, hour?.calls ?? 0)],
      [words('dashboard:good'), share(hour?.validationRate)],
      [words('dashboard:timeouts'), share(hour?.timeoutRate)],
      [words('dashboard:fallbacks'), share(hour?.fallbackRate)],
      [words('dashboard:planHits'), share(plans.hitRate)],
    ]
    // It is added up of all rows, as what the route of usage answers.
    if ((await readableIn(req, generationUsage)) === true) {
      const { rows } = await readUsage(poolStore(payload, settings), settings.model.providers, { by: [] })
      figures.push([words('dashboard:saved'), formatNumber(words, addUp(rows).savedTokens)])
    }
    const told = await loadTold(words.language)
    const failing = breakers.map(({ provider, model, reason, retryAfterMs }) => ({
      key: `${provider} ${model}`,
      until: new Date(Date.now() + retryAfterMs).toISOString(),
      sentence: words('dashboard:failing', { provider, model, reason: told(reason), time: '{{time}}' }),
    }))
    return (
      <>
        <dl className="coursewright-widget__pairs">
          {figures.map(([name, value]) => (
            <div key={name}>
              <dt>{name}</dt>
              <dd>{value}</dd>
            </div>
          ))}
        </dl>
        <ul className="coursewright-widget__rows">
          {failing.map(({ key, until, sentence }) => (
            <li key={key}>
              <ReaderTime at={until} isAhead sentence={sentence} />
            </li>
          ))}
          <li>
            {workers.length > 0 ? words('dashboard:workers', { count: workers.length }) : words('dashboard:noWorkers')}
          </li>
          {openAlerts > 0 && (
            <li>
              <Link href={`${to(`/collections/${generationLogs}`)}${openAlertsQuery}`} prefetch={false}>
                {words('dashboard:alerts', { count: openAlerts })}
              </Link>
            </li>
          )}
        </ul>
      </>
    )
  })
