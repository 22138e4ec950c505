import { shorten } from '../../text.js'
import type { LessonsInput } from './input.js'
import { type LessonRequest, lessonLimits } from './lesson.js'

interface Curriculum {
  readonly subject: string
  readonly objectives: readonly { readonly statement: string; readonly pending: boolean }[]
}

interface RequestsOf {
  input: Pick<
    LessonsInput,
    'requests' | 'subject' | 'topic' | 'topics' | 'objective' | 'objectives' | 'focus' | 'pending' | 'similarTo'
  >
  curriculum: Curriculum | undefined
  /** The lessons that `similarTo` names. */
  similar: readonly LessonRequest[]
}

/** What is wrong with what is asked for: where it stands in the input, and what would be right. */
interface RequestProblem {
  readonly path: string
  readonly message: string
}

/** What is asked for by an input, one request after the other; or why it cannot be told. */
export const requestsOf = (given: RequestsOf): { requests: readonly LessonRequest[] } | { problem: RequestProblem } => {
  const { input, curriculum, similar } = given
  const subject = input.subject ?? curriculum?.subject
  const common = { ...(subject ? { subject } : {}), ...(input.focus ? { focus: input.focus } : {}) }
  if (input.requests) {
    const other = (['topic', 'topics', 'objective', 'objectives', 'similarTo'] as const).find(
      (name) => input[name] != null,
    )
    if (other) return problem(other, `give either requests or ${other}`)
    if (input.pending) return problem('pending', 'give either requests or pending')
    return { requests: input.requests.map((request) => ({ ...common, ...request })) }
  }
  const picked = pickedObjectives(given)
  if ('problem' in picked) return picked
  const topic = input.topic ?? undefined
  const topicOf = (objective: string) => topic ?? shorten(curriculum?.subject ?? objective, lessonLimits.topic)
  const requests: LessonRequest[] = [
    ...(input.topics ?? []).map((one) => ({
      ...common,
      topic: one,
      ...(input.objective ? { objective: input.objective } : {}),
    })),
    // Objectives of one curriculum are written side by side, and so share its subject as their topic.
    ...picked.statements.map((objective) => ({
      ...common,
      topic: topicOf(objective),
      objective,
    })),
    ...similar.map((one) => ({ ...one, ...common, ...(topic ? { topic } : {}) })),
  ]
  if (requests.length > 0 || input.pending) return { requests }
  if (topic === undefined && input.objective == null) {
    return problem(
      'topic',
      'say what the lessons are about: give requests, topic, topics, similarTo, or a curriculum with objectives',
    )
  }
  const objective = input.objective ? { objective: input.objective } : {}
  return { requests: [{ ...common, topic: topicOf(input.objective ?? ''), ...objective }] }
}

const problem = (path: string, message: string) => ({ problem: { path, message } })

/** Statements of the objectives that are asked for: those that are named, those that are pending, or all of a bare curriculum. */
const pickedObjectives = ({
  input,
  curriculum,
  similar,
}: RequestsOf): { statements: string[] } | { problem: RequestProblem } => {
  const known = curriculum?.objectives ?? []
  if (input.pending) {
    if (!curriculum) return problem('pending', 'name the curriculum whose pending objectives are wanted')
    if (input.objectives) return problem('objectives', 'give either objectives or pending')
    return { statements: known.filter(({ pending }) => pending).map(({ statement }) => statement) }
  }
  if (input.objectives) {
    if (!curriculum) return problem('objectives', 'name the curriculum that they are of')
    const statements: string[] = []
    for (const [index, picked] of input.objectives.entries()) {
      const found = known.find(({ statement }, number) => number === picked || statement === picked)
      if (!found) return problem(`objectives.${index}`, unknownObjective(picked, known.length))
      statements.push(found.statement)
    }
    return { statements: [...new Set(statements)] }
  }
  const isBare = input.topic == null && input.topics == null && input.objective == null && similar.length === 0
  return { statements: isBare ? known.map(({ statement }) => statement) : [] }
}

const unknownObjective = (picked: number | string, count: number): string => {
  const allowed = count === 0 ? 'the curriculum has none' : `give one of its ${count} statements, or 0 to ${count - 1}`
  return typeof picked === 'number'
    ? `there is no objective ${picked}: ${allowed}`
    : `is no objective of the curriculum: ${allowed}`
}
