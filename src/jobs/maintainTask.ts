import type { TaskConfig, Where } from 'payload'
import type { Settings } from '../options/Settings.js'
import { runDueTasks } from './maintenance/runTasks.js'

/** Our task of Payload for maintenance, for hosts without a worker. */
export const maintainTaskSlug = 'coursewrightMaintain'

/**
 * Does what maintenance is due, where no worker does: queued by a schedule of Payload's, or by the host itself
 * (`payload.jobs.queue({ task: 'coursewrightMaintain', input: {}, queue })`). Two at once do no harm. A task that fails is told in the
 * output and in the ledger, and is due again at its next time; so Payload never retries.
 */
export const maintainTask = ({
  maintenance: { schedule },
  queue,
}: Settings): TaskConfig<{ input: object; output: { tasks: object } }> => ({
  slug: maintainTaskSlug,
  label: 'Generation maintenance',
  retries: 0,
  outputSchema: [{ name: 'tasks', type: 'json' }],
  ...(schedule
    ? { schedule: [{ cron: schedule.cron, queue: schedule.queue ?? queue, hooks: { beforeSchedule } }] }
    : {}),
  handler: async ({ req: { payload } }) => {
    const ends = Object.entries(await runDueTasks(payload))
    return { output: { tasks: Object.fromEntries(ends.map(([name, end]) => [name, end.how])) } }
  },
})

type Schedule = NonNullable<TaskConfig['schedule']>[number]

/** Far longer than it takes. */
const deadAfterMs = 60 * 60_000

/**
 * Payload queues the task only while none is queued or under way, and leaves one whose process died `processing` for ever: without
 * this no maintenance would ever be done again, nor the host be told so.
 */
const beforeSchedule: NonNullable<NonNullable<Schedule['hooks']>['beforeSchedule']> = async (given) => {
  const { defaultBeforeSchedule, req } = given
  const where: Where = {
    taskSlug: { equals: maintainTaskSlug },
    processing: { equals: true },
    updatedAt: { less_than: new Date(Date.now() - deadAfterMs).toISOString() },
  }
  await req.payload.delete({
    ...{ collection: 'payload-jobs', where, depth: 0, req },
    // Payload's scheduler asks, and no user.
    overrideAccess: true,
  })
  return defaultBeforeSchedule(given)
}
