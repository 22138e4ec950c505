import { type LessonItem, type LessonRequest, lessonKey } from './lesson.js'

interface LessonsOf {
  /** What is asked for; none makes no lessons. */
  requests: readonly LessonRequest[]
  /** Lessons of each request. */
  count: number
  /** Lessons in all, where that is asked for: requests take turns then. */
  total?: number | undefined
}

/** Every lesson that is to be made: those of one request side by side, and numbered where there are several. */
export const lessonsOf = ({ requests, count, total }: LessonsOf): Omit<LessonItem, 'positions'>[] => {
  const counts = requests.map((_, index) => (total === undefined ? count : share(total, requests.length, index)))
  // The same request twice asks for two lessons that differ, as `count: 2` does.
  const asked = requests.flatMap((request, index) => Array.from({ length: counts[index] ?? 0 }, () => request))
  const idOf = ({ subject, topic, objective, focus }: LessonRequest) =>
    JSON.stringify([subject, topic, objective, focus])
  const times = new Map<string, number>()
  for (const request of asked) times.set(idOf(request), (times.get(idOf(request)) ?? 0) + 1)
  const seen = new Map<string, number>()
  return asked.map((request, index) => {
    const id = idOf(request)
    const variant = (seen.get(id) ?? 0) + 1
    seen.set(id, variant)
    return { ...request, key: lessonKey(index + 1), ...((times.get(id) ?? 0) > 1 ? { variant } : {}) }
  })
}

/** How many of `total` one of several gets when they take turns. */
const share = (total: number, of: number, index: number): number =>
  Math.floor(total / of) + (index < total % of ? 1 : 0)

/**
 * Lessons of one subject and topic go into one call, at most `perCall`; format, kit and profile are the same in a run. Groups
 * come in the order of their first lesson, and keep the order of their lessons.
 */
export const groupLessons = <Item extends LessonRequest>(items: readonly Item[], perCall: number): Item[][] => {
  const groups = new Map<string, Item[]>()
  for (const item of items) {
    const id = JSON.stringify([fold(item.subject), fold(item.topic)])
    const group = groups.get(id)
    if (group) group.push(item)
    else groups.set(id, [item])
  }
  return [...groups.values()].flatMap((group) => {
    const calls = Math.ceil(group.length / perCall)
    const sizes = Array.from({ length: calls }, (_, index) => share(group.length, calls, index))
    let from = 0
    return sizes.map((size) => {
      const batch = group.slice(from, from + size)
      from += size
      return batch
    })
  })
}

const fold = (text: string | undefined): string => (text ?? '').trim().replace(/\s+/g, ' ').toLowerCase()
