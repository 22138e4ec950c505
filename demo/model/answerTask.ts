import { z } from 'zod'
import { drillTaskSchema } from './drillFacts.js'
import { writeDrill } from './drills.js'
import { summarizeKit } from './lessons/kitSummary.js'
import { writeLessons } from './lessons/lesson.js'
import { kitSummaryTaskSchema, lessonTaskSchema, planTaskSchema, sectionTaskSchema } from './lessons/messages.js'
import { writePlan, writeSection } from './lessons/staged.js'

/** The answer to a task, or why there is none. */
type TaskAnswer = { answer: unknown } | { problem: string }

const tasks = {
  drills: task(drillTaskSchema, (drills) => ({ drills: drills.items.map((item) => writeDrill(item, drills)) })),
  lessons: task(lessonTaskSchema, writeLessons),
  plan: task(planTaskSchema, writePlan),
  section: task(sectionTaskSchema, writeSection),
  kitSummary: task(kitSummaryTaskSchema, summarizeKit),
}

/** Answers the JSON object of the last user message: `{task: 'drills', ...}` gives `{drills: [...]}`. */
export function answerTask(message: Record<string, unknown> | undefined): TaskAnswer {
  if (!message) return { problem: 'The last user message must be one JSON object, {"task": "drills", ...}.' }
  const answer = typeof message.task === 'string' ? new Map(Object.entries(tasks)).get(message.task) : undefined
  if (answer) return answer(message)
  const known = Object.keys(tasks).join('", "')
  return {
    problem: `The offline model knows the tasks "${known}" only, not ${JSON.stringify(message.task) ?? 'none'}.`,
  }
}

function task<Of extends z.ZodType>(schema: Of, write: (task: z.infer<Of>) => unknown) {
  return (message: Record<string, unknown>): TaskAnswer => {
    const parsed = schema.safeParse(message)
    if (parsed.success) return { answer: write(parsed.data) }
    return { problem: `The task "${message.task}" is not as agreed:\n${z.prettifyError(parsed.error)}` }
  }
}
