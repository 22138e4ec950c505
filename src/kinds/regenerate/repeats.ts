import type { PayloadRequest } from 'payload'
import type { SectionDefinition } from '../../generators/content/section.js'
import { questionsAsked } from '../../generators/lessons/askedQuestions.js'
import type { Settings } from '../../options/Settings.js'
import type { ItemProblem } from '../../runs/kind/RunKind.js'
import { idIn } from '../../runs/vocabulary.js'
import { isRecord } from '../../text.js'
import { lockRunLessons } from '../lessonBatches/saveLessons.js'
import { repeatedQuestions } from '../quizzes.js'
import type { FoundTarget } from './targets.js'

interface RepeatsAnew {
  key: string
  target: FoundTarget
  parts: SectionDefinition['parts']
  /** What was written of the parts. */
  written: Readonly<Record<string, unknown>>
}

/**
 * Whether a lesson or section that is written anew asks what something published asks, or another one of the run that made it.
 * Before the document is locked: steps of that run lock in this order, too.
 */
export const repeatsAnew = async (
  settings: Settings,
  req: PayloadRequest,
  { key, target: { name, value, doc }, parts, written }: RepeatsAnew,
): Promise<ItemProblem[]> => {
  const asked = questionsAsked(parts, written)
  if (asked.length === 0 || (name !== 'lessons' && name !== 'sections')) return []
  const run = isRecord(doc.provenance) ? idIn(doc.provenance.run) : undefined
  if (run !== undefined) await lockRunLessons(req, { id: run })
  return repeatedQuestions(settings, req, { collection: name, run, items: [{ key, asked }], instead: value })
}
