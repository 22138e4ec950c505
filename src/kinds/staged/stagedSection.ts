import type { PayloadRequest } from 'payload'
import type { Format } from '../../generators/content/format.js'
import type { PartFacts } from '../../generators/content/part.js'
import type { SectionDefinition } from '../../generators/content/section.js'
import type { LessonsInput } from '../../generators/lessons/input.js'
import type { LessonRequest } from '../../generators/lessons/lesson.js'
import type { ToldParent } from '../../generators/lessons/sectionPrompt.js'
import type { Section, Settings } from '../../options/Settings.js'
import type { MadeDraft, RunDoc } from '../../runs/kind/RunKind.js'
import type { Id } from '../../runs/vocabulary.js'
import type { PlannedLesson } from '../lessonBatches/plannedLesson.js'
import type { FoundNeed, SectionParent } from './needs.js'

/** Writes a section that has its place in the lesson or course itself, whose row is locked. */
type WriteIntoParent = (written: {
  settings: Settings
  req: PayloadRequest
  run: RunDoc
  made: MadeDraft
  promptVersion: string
  section: SectionDefinition
  /** As documents keep them. */
  values: Readonly<Record<string, unknown>>
  facts: PartFacts
  /** Codes of what is worth a look in it. */
  flags: readonly string[]
  source: unknown
}) => Promise<void>

/** One section of a lesson or course, as its step knows it. */
export interface StagedSection {
  readonly format: Format
  /** Its key in the format. */
  readonly section: string
  /** From 0: of a section that is written in several calls, one that is not the last. */
  readonly call?: number | undefined
  /** What it belongs to in the run: `l01` of `l01.content`. */
  readonly item: string
  readonly parent: SectionParent
  readonly plan: Id | null
  readonly input: Pick<LessonsInput, 'curriculum' | 'profile' | 'kit' | 'game' | 'context' | 'urgency' | 'seed'>
  /** What was asked for, in words. */
  readonly request: LessonRequest
  readonly positions?: PlannedLesson['positions']
  /** Beside those of curriculum and kit. */
  readonly facts?: Pick<PartFacts, 'objectives' | 'lessons'>
  /** The same as they stand when it is saved, where that may be something else by then. */
  factsNow?(req: PayloadRequest): Promise<Pick<PartFacts, 'objectives' | 'lessons'>>
  /** What it is written after that is no section. */
  readonly otherNeeds?: readonly FoundNeed[]
  /** The parent as the prompt tells of it. */
  told(title: string): ToldParent
  readonly writeIntoParent: WriteIntoParent
  /** Whether the section may be there already: then it is written anew, and a person's words stay. */
  readonly mayBeThere?: boolean
  /** In the transaction that saves it. */
  saved?(req: PayloadRequest): Promise<void>
}

/** Named `language/content`, as in the ledger. */
export const stagedSection = ({ key }: Pick<Format, 'key'>, section: SectionDefinition): Section => ({
  name: `${key}/${section.key}`,
  tier: section.tier,
  isHeavy: section.isHeavy,
  timeoutMs: section.timeoutMs,
})
