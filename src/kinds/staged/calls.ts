import { sql } from '@payloadcms/db-postgres/drizzle'
import type { PayloadRequest } from 'payload'
import { z } from 'zod'
import { outlineOf } from '../../generators/content/markdown.js'
import { headingOf, type PartValues, writtenAs } from '../../generators/content/part.js'
import type { SectionDefinition } from '../../generators/content/section.js'
import type { SourceMarks } from '../../generators/content/sources.js'
import type { Settings } from '../../options/Settings.js'
import type { StepOutcome } from '../../runs/sql/reads.js'
import { storeOf } from '../../runs/sql/store.js'
import { readStepResult } from '../../runs/step/stepResult.js'
import { StepWaits } from '../../runs/topics.js'
import type { Id } from '../../runs/vocabulary.js'
import { isRecord } from '../../text.js'
import { topicOfSection } from './needs.js'

/** The step of a call that is not the last of its section; that one is called as the section: `l01.mails#1`, `l01.mails`. */
export const callKey = (section: string, index: number): string => `${section}#${index + 1}`

/** Calls of a section go one after the other; the last one has the section's own key, and comes when an earlier one failed, too. */
export const nextCall = (
  section: string,
  calls: number,
  steps: readonly StepOutcome[],
): { key: string; call?: number } => {
  for (let call = 0; call < calls - 1; call += 1) {
    const key = callKey(section, call)
    const step = steps.find((one) => one.key === key)
    if (step?.status === 'done') continue
    return step && hasEnded(step) ? { key: section } : { key, call }
  }
  return { key: section }
}

/** Whether nothing more comes of a step, unless it is retried. */
export const hasEnded = ({ status }: Pick<StepOutcome, 'status'>): boolean =>
  status === 'done' || status === 'failed' || status === 'cancelled'

interface EarlierCalls {
  run: Id
  /** Of the section, as its last step is called. */
  key: string
  /** How many there are before this one. */
  count: number
}

interface EarlierWritten {
  readonly written: readonly Readonly<Record<string, unknown>>[]
  /** What the first of them was written from. */
  readonly source: SourceMarks | undefined
}

const row = z.object({ key: z.string(), status: z.string(), error: z.string().nullable(), result: z.unknown() })

/**
 * What the calls before this one wrote of a section, in their order, or why it cannot go on.
 *
 * @throws StepWaits while one of them is still to come, as after a retry
 */
export const earlierCalls = async (
  settings: Settings,
  req: PayloadRequest,
  { run, key, count }: EarlierCalls,
): Promise<EarlierWritten | { why: string }> => {
  const written: Record<string, unknown>[] = []
  let source: SourceMarks | undefined
  if (count === 0) return { written, source }
  const { db, steps } = await storeOf(req, settings)
  const { rows } = await db.execute(sql`
    select key, status, error, result from ${steps} where run_id = ${run} and starts_with(key, ${`${key}#`})
  `)
  const found = z.array(row).parse(rows)
  for (let index = 0; index < count; index += 1) {
    const own = callKey(key, index)
    const step = found.find((one) => one.key === own)
    if (step?.status === 'failed' || step?.status === 'cancelled') {
      return { why: `call ${index + 1} of this section brought nothing: ${step.error ?? step.status}` }
    }
    if (step?.status !== 'done') throw new StepWaits(topicOfSection(run, own), `It waits for call ${index + 1}.`)
    const stored = readStepResult(step.result).drafts[own]
    if (isRecord(stored?.draft)) written.push(stored.draft)
    source ??= stored?.source
  }
  return { written, source }
}

/** Most characters of a plan, and of what else a document says, that go into a prompt. */
export const mostOutlined = 16_000

/** What the calls before this one wrote of its section, as the prompt shows it. */
export const writtenSoFar = (
  { parts }: SectionDefinition,
  earlier: Readonly<Record<string, unknown>>,
): string | undefined => {
  const written = Object.entries(parts).flatMap(([name, part]) =>
    name in earlier
      ? [{ heading: headingOf(name, part), part: writtenAs(part.sort, earlier[name] as PartValues[keyof PartValues]) }]
      : [],
  )
  return written.length === 0 ? undefined : outlineOf(written, { maxCharacters: mostOutlined })
}
