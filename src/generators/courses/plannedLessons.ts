import { shorten } from '../../text.js'
import type { Entry } from '../content/part.js'
import { comparable } from '../content/texts.js'
import { lessonsOf } from '../lessons/batches.js'
import { type LessonItem, lessonKey, lessonLimits } from '../lessons/lesson.js'
import { objectivesOf } from './formats.js'

interface PlannedLessons {
  /** What the plan says of its lessons; none of a format without a plan, or where a person took them out. */
  readonly entries: readonly Entry[]
  /** Statements of the objectives that the course covers. */
  readonly objectives: readonly string[]
  /** What the course is about. */
  readonly subject: string
  /** How many are to be made. */
  readonly count: number
  /** Topics and titles of the lessons that the course has: what is there is not made again. */
  readonly there: readonly string[]
}

/**
 * The lessons that are to be made, in the order of the plan: each by its title there, with the objective that it serves. Fewer
 * than asked for where the plan has no more.
 */
export const plannedLessons = (planned: PlannedLessons): Omit<LessonItem, 'positions'>[] => {
  const { entries, objectives, subject, count } = planned
  if (entries.length === 0) return withoutPlan(planned)
  const about = shorten(subject, lessonLimits.subject)
  return openEntries(planned)
    .slice(0, count)
    .map((entry, index) => {
      const [objective, ...others] = objectivesOf(entry, objectives)
      const also = others.length > 0 ? ` It also serves: ${others.join('; ')}.` : ''
      const focus = shorten(`${entry.body.trim()}${also}`, lessonLimits.focus)
      return {
        key: lessonKey(index + 1),
        subject: about,
        topic: shorten(entry.label.trim(), lessonLimits.topic),
        ...(objective ? { objective: shorten(objective, lessonLimits.objective) } : {}),
        ...(focus ? { focus } : {}),
      }
    })
}

/** Entries of a plan for which the course has no lesson yet. */
export const openEntries = ({ entries, there }: Pick<PlannedLessons, 'entries' | 'there'>): readonly Entry[] => {
  const taken = new Set(there.map(folded))
  return entries.filter(({ label }) => !taken.has(folded(label)))
}

const folded = (text: string): string => comparable(shorten(text.trim(), lessonLimits.topic)).toLowerCase()

/** Objectives take turns; without any, all are on the topic and told to differ. */
const withoutPlan = ({ objectives, subject, count }: PlannedLessons) => {
  const topic = shorten(subject, lessonLimits.topic)
  const requests = objectives.map((objective) => ({ topic, objective: shorten(objective, lessonLimits.objective) }))
  return lessonsOf({ requests: requests.length > 0 ? requests : [{ topic }], count: 1, total: count })
}
