import type { BasePayload } from 'payload'
import { coursewrightOf } from '../../runs/coursewrightOf.js'
import { findDueTasks, hasLeader, planTasks, readTasks } from '../../runs/sql/maintenance.js'
import { poolStore } from '../../runs/sql/store.js'
import { maintenanceTasks } from '../maintenance.js'
import { runTask, type TaskEnd } from './runTask.js'
import type { MaintenanceTask } from './task.js'
import { msToNext } from './times.js'

/** What became of the tasks that were run, by their names. */
type TaskEnds = Readonly<Record<string, TaskEnd>>

const forGood = () => new AbortController().signal

/**
 * Does what is due, one after the other, where no worker does: nothing while one leads. Who calls it again and again, from however many
 * processes, has every task done once at its time.
 */
export const runDueTasks = async (payload: BasePayload, signal: AbortSignal = forGood()): Promise<TaskEnds> => {
  const { settings } = coursewrightOf(payload)
  const store = poolStore(payload, settings)
  if (await hasLeader(store)) return {}
  const tasks = maintenanceTasks(settings)
  await planAll(payload, tasks)
  const due = await findDueTasks(store)
  return runAll(
    tasks.filter(({ name, cron }) => cron !== false && due.includes(name)),
    (task) => runTask({ payload, settings, task, mustBeDue: true, signal }),
  )
}

/**
 * Does these tasks now, due or not, one after the other; one that another process is doing is skipped.
 *
 * @throws Error naming the tasks there are, when one is unknown
 */
export const runTasksNow = async (payload: BasePayload, names: readonly string[]): Promise<TaskEnds> => {
  const { settings } = coursewrightOf(payload)
  const tasks = maintenanceTasks(settings)
  const wanted = names.map((name) => {
    const task = tasks.find((known) => known.name === name)
    if (task) return task
    throw new Error(`There is no task "${name}". Give ${tasks.map((known) => known.name).join(', ')}, or due.`)
  })
  await planAll(payload, tasks)
  return runAll(wanted, (task) => runTask({ payload, settings, task, mustBeDue: false, signal: forGood() }))
}

const planAll = (payload: BasePayload, tasks: readonly MaintenanceTask[]): Promise<void> =>
  planTasks(
    poolStore(payload, coursewrightOf(payload).settings),
    tasks.map(({ name, cron }) => ({ name, nextMs: msToNext(cron) })),
  )

/** One that fails does not stop the others. */
const runAll = async (
  tasks: readonly MaintenanceTask[],
  run: (task: MaintenanceTask) => Promise<TaskEnd>,
): Promise<TaskEnds> => {
  const ends: Record<string, TaskEnd> = {}
  for (const task of tasks) ends[task.name] = await run(task)
  return ends
}

interface MaintainByHand {
  payload: BasePayload
  /** Names of tasks; `due` for those whose time has come; none to be told of all. */
  args: readonly string[]
  /** Where the lines go. */
  say(line: string): void
}

/**
 * `maintain`, `maintain due`, `maintain retention plans`: what a person asks for at a command line.
 *
 * @throws Error when a task is unknown, has failed, or is being done by another process
 */
export const maintainByHand = async ({ payload, args, say }: MaintainByHand): Promise<void> => {
  if (args.length === 0) return listTasks(payload, say)
  const isDue = args.length === 1 && args[0] === 'due'
  const ends = isDue ? await runDueTasks(payload) : await runTasksNow(payload, args)
  for (const [name, end] of Object.entries(ends)) say(`${name}: ${wordsOf(end)}`)
  if (Object.keys(ends).length === 0) say('Nothing is due, or a worker leads and does what is.')
  const notDone = Object.entries(ends).filter(([, { how }]) => how === 'failed' || (how !== 'done' && !isDue))
  if (notDone.length > 0) throw new Error(`Not done: ${notDone.map(([name]) => name).join(', ')}.`)
}

const wordsOf = (end: TaskEnd): string => {
  if (end.how === 'skipped') return 'another process is doing it.'
  if (end.how === 'left') return 'left before it was done; it is due.'
  if (end.how === 'failed') return `failed: ${end.error.message}`
  return end.facts ? `${JSON.stringify(end.facts)} in ${end.ms} ms.` : 'there was nothing to do.'
}

const listTasks = async (payload: BasePayload, say: (line: string) => void): Promise<void> => {
  const { settings } = coursewrightOf(payload)
  const states = await readTasks(poolStore(payload, settings))
  for (const { name, cron, what } of maintenanceTasks(settings)) {
    const state = states.find((known) => known.name === name)
    const last = state?.startedAt ? `last begun ${state.startedAt.toISOString()}` : 'never done yet'
    const trouble = state?.error ? `, failed: ${state.error}` : state?.isRunning ? ', being done now' : ''
    say(`${name.padEnd(11)} ${(cron || 'by hand').padEnd(13)} ${what}; ${last}${trouble}`)
  }
}
