import { checkAlerts } from '../alerts/checkAlerts.js'
import { deliverAlerts } from '../alerts/deliverAlerts.js'
import { publishDue } from '../drafts/desk/publish.js'
import type { Settings } from '../options/Settings.js'
import { purgeExpiredPlans } from '../plans/purgePlans.js'
import { deleteOldBreakers } from '../runs/sql/breakers.js'
import { poolStore } from '../runs/sql/store.js'
import type { Facts } from '../runs/vocabulary.js'
import { watchModels } from '../runs/watchModels.js'
import { prefetch } from './maintenance/prefetch.js'
import { deleteWhatIsOld } from './maintenance/retention.js'
import type { MaintenanceTask } from './maintenance/task.js'
import { checkUsageOfYesterday } from './maintenance/usageOfYesterday.js'

/** All tasks, with their times as the host set them. */
export const maintenanceTasks = ({ maintenance: { crons } }: Settings): readonly MaintenanceTask[] =>
  tasks.map((task) => ({ ...task, cron: crons[task.name] ?? task.cron }))

const tasks: readonly MaintenanceTask[] = [
  {
    name: 'alerts',
    cron: '* * * * *',
    what: 'looks for what somebody should look at',
    run: async ({ payload, settings }) => {
      await checkAlerts(payload, settings)
      // Each alert is a row of its own.
      return undefined
    },
  },
  {
    name: 'breakers',
    cron: '47 * * * *',
    what: 'forgets breakers of models that nobody calls any more',
    run: async ({ payload, settings, check }) => {
      await check()
      return countOf('breakers', await deleteOldBreakers(poolStore(payload, settings)))
    },
  },
  {
    name: 'deliveries',
    cron: '*/15 * * * * *',
    what: 'tells by e-mail and webhook of the alerts that are due',
    run: async ({ payload, settings }) => {
      const { delivered, waiting, givenUp } = await deliverAlerts(payload, settings)
      return delivered + waiting + givenUp > 0 ? { delivered, waiting, givenUp } : undefined
    },
  },
  {
    name: 'models',
    cron: '*/15 * * * *',
    what: 'asks each provider once a day whether it still has its models',
    run: async ({ payload, settings }) => {
      await watchModels(payload, settings)
      // Each look is an event of its own.
      return undefined
    },
  },
  {
    name: 'plans',
    cron: '17 * * * *',
    what: 'deletes plans that are too old, unless a draft names them or somebody edited them',
    run: async ({ payload, settings, check }) => {
      await check()
      return countOf('plans', await purgeExpiredPlans(settings, payload))
    },
  },
  {
    name: 'prefetch',
    cron: '*/5 * * * *',
    what: 'makes what curricula mark as pending while nothing else is to do, where that is on',
    run: prefetch,
  },
  {
    name: 'publishing',
    cron: '*/5 * * * * *',
    what: 'publishes what reviewers approved to be published a few seconds ago',
    run: async ({ payload, settings, check }) => {
      const { published, refused } = await publishDue(payload, settings, check)
      return published + refused > 0 ? { published, refused } : undefined
    },
  },
  {
    name: 'retention',
    cron: '30 3 * * *',
    what: 'deletes old rows of the ledger, and what was counted for limits and budgets long ago',
    run: deleteWhatIsOld,
  },
  {
    name: 'usage',
    cron: '20 1 * * *',
    what: 'puts right what usage lacks of the calls of yesterday that the ledger has',
    run: checkUsageOfYesterday,
  },
]

const countOf = (name: string, count: number): Facts | undefined => (count > 0 ? { [name]: count } : undefined)
