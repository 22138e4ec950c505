import { z } from 'zod'
import { drillTaskSchema } from './drillTask.js'
import { writeDrill } from './writeDrill.js'

/** The answer to a task, or why there is none. */
type TaskAnswer = { answer: unknown } | { problem: string }

/** Answers the JSON object of the last user message: `{task: 'drills', ...}` gives `{drills: [...]}`. */
export function answerTask(message: Record<string, unknown> | undefined): TaskAnswer {
  if (!message) return { problem: 'The last user message must be one JSON object, {"task": "drills", ...}.' }
  if (message.task !== 'drills') {
    return { problem: `The offline model knows the task "drills" only, not ${JSON.stringify(message.task) ?? 'none'}.` }
  }
  const task = drillTaskSchema.safeParse(message)
  if (!task.success) return { problem: `The task "drills" is not as agreed:\n${z.prettifyError(task.error)}` }
  return { answer: { drills: task.data.items.map((item) => writeDrill(item, task.data)) } }
}
