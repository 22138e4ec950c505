import { citing, type Facts, factsOf } from './facts.js'
import { styled } from './houseStyle.js'
import type { Asked, AskedPart, ContentContext, PlanTask, SectionTask } from './messages.js'
import { writeAnyPart } from './parts.js'

/** Answers `{task: 'plan', ...}`: an object with a property for each part. */
export function writePlan(task: PlanTask): Record<string, unknown> {
  const facts = factsOf({ context: task, asked: askedOf(task), key: 'plan', problems: problemsOf(task) })
  return styled(writeParts(task, facts), task.kit)
}

/** Answers `{task: 'section', ...}`: the same, from the plan. */
export function writeSection(task: SectionTask): Record<string, unknown> {
  const facts = factsOf({ context: task, asked: askedOf(task), key: task.section.key, problems: problemsOf(task) })
  return styled(writeParts(task, facts), task.kit)
}

/** The parts that are asked for, again or at first, and a title. */
function writeParts(task: Pick<ContentContext, 'parts' | 'only'>, facts: Facts): Record<string, unknown> {
  const isAsked = (name: string) => task.only.length === 0 || task.only.includes(name)
  const parts = task.parts
    .filter(({ name }) => isAsked(name))
    .map((part: AskedPart) => {
      const value = writeAnyPart(part, facts)
      return [part.name, typeof value === 'string' ? citing(value, facts) : value]
    })
  return { ...(isAsked('title') ? { title: facts.topic } : {}), ...Object.fromEntries(parts) }
}

function askedOf(task: PlanTask | Omit<SectionTask, 'task'>): Asked {
  const within = task.lesson ?? task.course ?? task.request
  return {
    subject: task.subject ?? within?.subject,
    topic: task.topic ?? within?.topic ?? within?.title ?? task.title,
    objective: task.objective ?? within?.objective,
    focus: task.focus ?? within?.focus,
    variant: task.variant ?? within?.variant,
    positions: within?.positions ?? [],
  }
}

function problemsOf({ problems }: Pick<ContentContext, 'problems'>): string[] {
  return problems.flatMap(({ problem }) => problem ?? [])
}
