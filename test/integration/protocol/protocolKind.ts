import { type SQL, sql } from '@payloadcms/db-postgres/drizzle'
import { z } from 'zod'
import type { Sql } from '../../../src/database/adapter.js'
import { transactionOf } from '../../../src/database/transactions.js'
import { settingsOf } from '../../../src/options/Settings.js'
import type { OpenStep, RunKind } from '../../../src/runs/kind/RunKind.js'
import { poolStore, type RunStore, storeIn } from '../../../src/runs/sql/store.js'
import { expediteSteps } from '../../../src/runs/sql/wakeUps.js'
import { StepWaits } from '../../../src/runs/topics.js'
import type { Id, Step } from '../../../src/runs/vocabulary.js'
import { isPlanning, keysOfCourseStep, nextOfCourse, outcomeOfPlan } from './courseShape.js'

const node = z.object({
  key: z.string(),
  /** Of its items; answers name letters. */
  letters: z.array(z.string()),
  /** Nodes that must have ended before it is opened; all of them done, where it `requires` them. */
  needs: z.array(z.string()).default([]),
  requires: z.boolean().default(false),
  /** A node whose end it waits for once it is claimed. */
  waitsFor: z.string().optional(),
  /** Nodes that it cannot be made without; it waits for them, as after a retry. Of a course. */
  mustHave: z.array(z.string()).default([]),
})

export const runInput = z.object({
  /** Whether the kind `course` says which steps come next; see `courseShape`. */
  isCourse: z.boolean().default(false),
  nodes: z.array(node),
  /** Requested drafts that turn out to be impossible when the run is planned. */
  missing: z.number(),
})
export type Shape = z.input<typeof runInput>

const itemsOf = ({ key, letters }: z.infer<typeof node>) => letters.map((letter) => `${key}.${letter}`)

/** What a run of this shape is to make. */
export const requestedOf = ({ nodes, missing }: Shape): number =>
  nodes.reduce((sum, { letters }) => sum + letters.length, missing)

/** Where its drafts go: as drills do, they refer to their run and step, which may be deleted, and no item comes twice. */
export const protocolDrafts: SQL = sql`
  create table protocol_drafts (
    run_id integer references generation_runs on delete set null,
    step_id integer references generation_steps on delete set null,
    item text not null,
    unique (run_id, item)
  )`

const topicOf = (run: Id, key: string) => `node:${run}:${key}`

/**
 * A kind whose drafts are rows of a small table, so that hundreds of runs take seconds: a plan, then nodes that need each
 * other. An answer is the list of letters that are good. `pause` is waited for in the middle of every save, in its open
 * transaction.
 */
export const protocolKind = (pause: (step: Step, db: Sql) => Promise<void>): RunKind => ({
  kind: 'protocol',
  roles: ['admin'],
  targets: [],
  sections: [],
  words: { label: 'Protocol', item: { one: 'item', other: 'items' } },
  admit: () => Promise.reject(new Error('Runs of this kind are made by SQL.')),
  prepare: () => Promise.reject(new Error('Runs of this kind are made by SQL.')),
  next: async ({ req, run, steps }) => {
    const { nodes, isCourse } = runInput.parse(run.input)
    if (isCourse) return nextOfCourse(settingsOf(req.payload), { req, run, steps })
    const statusOf = (key: string) => steps.find((step) => step.key === key)?.status
    if (!statusOf('plan')) return { open: [{ key: 'plan', kind: 'plan', input: {} }], isLast: false }
    if (statusOf('plan') !== 'done') return { open: [], isLast: false }
    const isReady = ({ needs, requires }: z.infer<typeof node>) =>
      needs.every((key) => statusOf(key) === 'done' || (!requires && statusOf(key) === 'failed'))
    return {
      open: nodes.filter(isReady).map((input) => ({ key: input.key, kind: 'generate', input })),
      isLast: nodes.every(({ needs }) => needs.length === 0),
    }
  },
  keysOf: (of) => {
    if ('step' in of) {
      if (isPlanning(of.step)) return []
      const parsed = node.safeParse(of.step.input)
      return parsed.success ? itemsOf(parsed.data) : keysOfCourseStep(of.step).map((key) => `${key}.a`)
    }
    const { nodes, missing } = runInput.parse(of.run.input)
    return [...nodes.flatMap(itemsOf), ...missingOf(missing)]
  },
  open: async ({ req, run, step }): Promise<OpenStep> => {
    const settings = settingsOf(req.payload)
    const { isCourse, nodes, missing } = runInput.parse(run.input)
    if (step.kind === 'plan') {
      const impossible = missingOf(missing).map((key) => ({
        ...{ key, problem: 'it cannot be', isFinal: true },
      }))
      const keys = impossible.map(({ key }) => key)
      return {
        keys,
        impossible,
        judge: () => ({ good: new Map(), problems: [] }),
        save: async () => ({
          facts: { nodes: 1 },
          ...(isCourse ? { outcome: outcomeOfPlan(step.key ?? '') } : {}),
        }),
      }
    }
    const own = isCourse ? keysOfCourseStep(step)[0] : undefined
    const { key, letters, waitsFor, mustHave } = node.parse(
      isCourse ? nodes.find((one) => one.key === own) : step.input,
    )
    for (const need of mustHave) {
      const status = await statusOf(poolStore(req.payload, settings), run.id, need)
      if (status === 'queued' || status === 'running') {
        throw new StepWaits(topicOf(run.id, need), 'It waits for what it needs.', 0)
      }
      if (status !== 'done') return gapOf(letters.map((letter) => `${key}.${letter}`))
    }
    if (waitsFor && !(await hasEnded(poolStore(req.payload, settings), run.id, waitsFor))) {
      throw new StepWaits(topicOf(run.id, waitsFor), 'It waits for another node.', 0)
    }
    const keys = letters.map((letter) => `${key}.${letter}`)
    return {
      keys,
      impossible: [],
      ask: () => ({
        messages: [],
        schemaName: 'protocol',
        wireSchema: z.unknown(),
        tier: 'complex',
        maxOutputTokens: 1,
      }),
      judge: (answer, asked) => {
        const good = z.array(z.string()).parse(answer)
        const isGood = (item: string) => good.includes(item.slice(key.length + 1))
        return {
          good: new Map(asked.filter(isGood).map((item) => [item, {}])),
          problems: asked.filter((item) => !isGood(item)).map((item) => ({ key: item, problem: 'bad' })),
        }
      },
      save: async (saveReq, drafts) => {
        await pause(step, await transactionOf(saveReq))
        const store = await storeIn(saveReq, settings)
        for (const { key: item } of drafts) {
          await store.db.execute(sql`insert into protocol_drafts values (${run.id}, ${step.id}, ${item})`)
        }
        await expediteSteps(store, topicOf(run.id, key))
        return { outcome: { key } }
      },
    }
  },
})

const gapOf = (keys: readonly string[]): OpenStep => ({
  keys,
  impossible: keys.map((key) => ({ key, problem: 'what it needs is missing' })),
  judge: () => ({ good: new Map(), problems: [] }),
  save: async () => ({}),
})

const missingOf = (count: number) => Array.from({ length: count }, (_, index) => `missing.${index}`)

const hasEnded = async (store: RunStore, run: Id, key: string): Promise<boolean> => {
  const status = await statusOf(store, run, key)
  return status !== 'queued' && status !== 'running'
}

const statusOf = async ({ db, steps }: RunStore, run: Id, key: string): Promise<unknown> => {
  const { rows } = await db.execute(sql`select status from ${steps} where run_id = ${run} and key = ${key}`)
  return rows[0]?.status
}
