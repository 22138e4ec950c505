import type { PayloadRequest } from 'payload'
import { wireSchemaOf } from '../../generators/content/judge.js'
import type { PartFacts } from '../../generators/content/part.js'
import type { SectionDefinition } from '../../generators/content/section.js'
import type { SourceMarks } from '../../generators/content/sources.js'
import { joined, type Split } from '../../generators/content/split.js'
import { judgeCall } from '../../generators/lessons/judgeCall.js'
import { type SectionPrompt, sectionPrompt } from '../../generators/lessons/sectionPrompt.js'
import { roomFor } from '../../generators/lessons/size.js'
import type { Settings } from '../../options/Settings.js'
import type { MadeDraft, OpenStep, StepRequest } from '../../runs/kind/RunKind.js'
import type { Id } from '../../runs/vocabulary.js'
import { callKey, earlierCalls, writtenSoFar } from './calls.js'

interface TurnOf {
  run: Id
  /** Of the section, as its last step is called. */
  key: string
  /** From 0: a call that is not the last. */
  call: number | undefined
  /** How many calls there were to be. */
  calls: number
  /** How many there are. */
  splits: readonly Split[]
}

/** What one of the calls of a section writes, and what those before it wrote. */
interface Turn {
  readonly split: Split
  /** From 1. */
  readonly number: number
  readonly of: number
  readonly written: readonly Readonly<Record<string, unknown>>[]
  /** What the first of those was written from. */
  readonly source: SourceMarks | undefined
}

/**
 * Which part of a section a step writes, or why it cannot go on. There may be less to write than when its steps were planned:
 * then the first calls do nothing, and this is `undefined`.
 *
 * @throws StepWaits while a call before it is still to come
 */
export const turnOf = async (
  settings: Settings,
  req: PayloadRequest,
  { run, key, call, calls, splits }: TurnOf,
): Promise<Turn | { why: string } | undefined> => {
  const idle = calls - splits.length
  const at = call === undefined ? splits.length - 1 : call - idle
  const split = splits[at]
  if (!split) return undefined
  const before = await earlierCalls(settings, req, { run, key, count: idle + at })
  return 'why' in before ? before : { split, number: at + 1, of: splits.length, ...before }
}

/** A section as it was made: of several calls, from what the first was written from, so that what changed between them is seen. */
export const madeOfAll = ({ source }: Turn, made: MadeDraft): MadeDraft => ({ ...made, source: source ?? made.source })

interface SectionStep extends Pick<TurnOf, 'key' | 'call'> {
  turn: Turn
  /** What all calls write. */
  whole: SectionDefinition
  facts: PartFacts
  prompt: Omit<SectionPrompt, 'section' | 'problems' | 'call'>
  request: Pick<StepRequest, 'tier' | 'timeoutMs' | 'urgency' | 'ledger'>
}

/** A step that writes a section, or a part of it, but for how it is saved. */
export const sectionStep = ({
  key,
  call,
  turn,
  whole,
  facts,
  prompt,
  request,
}: SectionStep): Omit<OpenStep, 'save'> => {
  const { split, number, of } = turn
  const { section, first } = split
  const ownKey = call === undefined ? key : callKey(key, call)
  const earlier = joined(turn.written)
  return {
    keys: [ownKey],
    impossible: [],
    ...(call === undefined ? {} : { isPreparation: true }),
    ask: (_, problems) => ({
      ...request,
      messages: sectionPrompt({
        ...{ ...prompt, section, problems },
        call: of > 1 ? { number, of, first: first + 1, written: writtenSoFar(whole, earlier) } : undefined,
      }),
      schemaName: 'section',
      wireSchema: wireSchemaOf(section),
      maxOutputTokens: roomFor(section),
    }),
    judge: judgeCall({ key: ownKey, section, whole, earlier, isLast: call === undefined, facts }),
  }
}
