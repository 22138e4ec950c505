import { writeCoursePlanPart, writeCourseSectionPart } from './course.js'
import { type Facts, factsOf } from './facts.js'
import { styled } from './houseStyle.js'
import { writeLanguagePart } from './language.js'
import type { Asked, AskedPart, ContentContext, PlanTask, SectionTask } from './messages.js'
import { outlineOf } from './outline.js'
import { writeAnyPart } from './parts.js'
import { citing } from './quoting.js'

/** Answers `{task: 'plan', ...}`: an object with a property for each part. */
export function writePlan(task: PlanTask): Record<string, unknown> {
  const facts = factsOf({ context: task, asked: askedOf(task), key: 'plan', problems: problemsOf(task) })
  return writeParts(task, facts, {
    ofCourse: (part) => writeCoursePlanPart(part, facts, task),
    ofLanguage: (part) => writeLanguagePart({ part, facts }),
  })
}

/** Answers `{task: 'section', ...}`: the same, from the plan. */
export function writeSection(task: SectionTask): Record<string, unknown> {
  const { key } = task.section
  const facts = factsOf({ context: task, asked: askedOf(task), key, problems: problemsOf(task) })
  const plan = outlineOf(task.plan ?? '')
  return writeParts(task, facts, {
    ofCourse: (part) => writeCourseSectionPart(part, facts, task),
    ofLanguage: (part) => writeLanguagePart({ part, facts, section: key, plan }),
  })
}

type Task = Pick<ContentContext, 'parts' | 'only' | 'kit' | 'format'>

/** The parts that are asked for, at first or again. */
function writeParts(
  task: Task,
  facts: Facts,
  { ofCourse, ofLanguage }: Record<'ofCourse' | 'ofLanguage', (part: AskedPart) => unknown>,
): Record<string, unknown> {
  const isAsked = (name: string) => task.only.length === 0 || task.only.includes(name)
  const isLanguage = /language/i.test(task.format ?? '') || task.parts.some(({ name }) => /scenario|dialog/i.test(name))
  const write = (part: AskedPart) => {
    const value = ofCourse(part) ?? ((isLanguage && ofLanguage(part)) || writeAnyPart(part, facts))
    return typeof value === 'string' ? citing(value, facts) : value
  }
  const parts = task.parts.filter(({ name }) => isAsked(name)).map((part) => [part.name, write(part)] as const)
  return styled({ ...(isAsked('title') ? { title: facts.topic } : {}), ...Object.fromEntries(parts) }, task.kit)
}

function askedOf(task: PlanTask | SectionTask): Asked {
  const within = task.items[0] ?? task.lesson ?? task.course ?? task.request
  const named = within && 'title' in within ? within.title : undefined
  return {
    subject: task.subject ?? within?.subject,
    topic: task.topic ?? within?.topic ?? named ?? task.title ?? task.kit?.title,
    objective: task.objective ?? within?.objective,
    focus: task.focus ?? within?.focus,
    variant: task.variant ?? within?.variant,
    positions: within?.positions ?? [],
  }
}

function problemsOf({ problems }: Pick<ContentContext, 'problems'>): string[] {
  return problems.flatMap(({ problem }) => problem ?? [])
}
