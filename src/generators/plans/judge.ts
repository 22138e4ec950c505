import { z } from 'zod'
import { describeIssue } from '../../model/answer/describeIssue.js'
import { asObject } from '../../model/answer/keyed.js'
import type { AnswerProblem, Judge } from '../../model/Model.js'
import type { PlanDefinition, PlanFacts } from '../content/format.js'
import { contentLimits, type Part, type PartFacts, type Parts, type PartsOf } from '../content/part.js'
import { prose } from '../content/prose.js'

/** How often a plan is asked for again because of its quality alone. */
const maxRepairs = 2

interface JudgePlan {
  definition: PlanDefinition
  facts: PartFacts
  planFacts: PlanFacts
  /** Parts that were accepted earlier, by name. */
  accepted: ReadonlyMap<string, unknown>
}

/** Judges plans part by part, as long as one plan is asked for: what was accepted is remembered for the rules of the whole. */
interface PlanJudge {
  readonly judge: Judge
  /** The latest answer for a part whose form is right, though its quality is not. */
  readonly candidate: (part: string) => unknown
  /** What is to be asked from now on is less: its form alone counts. */
  settleForForm(): void
}

/**
 * A part of a plan is accepted when it has the right form and keeps the rules of quality: its options and the format's own.
 * After two repairs form is enough, and what is left to be said is shown as issues, see `issuesOf`. A finding of the whole
 * plan goes against all that was written with it.
 */
export const judgePlan = ({ definition, facts, planFacts, accepted }: JudgePlan): PlanJudge => {
  const known = new Map(accepted)
  const candidates = new Map<string, unknown>()
  let answers = 0
  let isFormEnough = false
  const judge: Judge = (answer, keys) => {
    answers += 1
    const isLast = isFormEnough || answers > maxRepairs
    const given = asObject(answer)
    const good = new Map<string, unknown>()
    const problems: AnswerProblem[] = []
    for (const name of keys) {
      const part = definition.section.parts[name]
      if (!part) continue
      const form = z.safeParse(formOf(part), given?.[name], { reportInput: true })
      if (!form.success) {
        for (const issue of form.error.issues.slice(0, 3)) {
          problems.push({ key: name, problem: describeIssue(issue, [name, ...issue.path]) })
        }
        continue
      }
      candidates.set(name, form.data)
      const [first] = isLast ? [] : partProblems(part, form.data, facts)
      if (first === undefined) good.set(name, form.data)
      else problems.push({ key: name, problem: `${name}: ${first}` })
    }
    if (!isLast) reject(good, problems, wholeProblems({ definition, facts, planFacts }, new Map([...known, ...good])))
    for (const [name, value] of good) known.set(name, value)
    return { good, problems }
  }
  return {
    judge,
    candidate: (part) => candidates.get(part),
    settleForForm: () => {
      isFormEnough = true
    },
  }
}

const reject = (good: Map<string, unknown>, problems: AnswerProblem[], findings: readonly WholeProblem[]): void => {
  for (const { part, problem } of findings) {
    const blamed = part === undefined ? [...good.keys()] : [part].filter((name) => good.has(name))
    for (const name of blamed) problems.push({ key: name, problem })
  }
  for (const { key } of problems) good.delete(key)
}

/** What is still to be said against a plan, for people: `vocabulary: there must be at least 20 entries`. */
export const issuesOf = (rules: Omit<JudgePlan, 'accepted'>, parts: ReadonlyMap<string, unknown>): string[] => [
  ...Object.entries(rules.definition.section.parts).flatMap(([name, part]) =>
    parts.has(name) ? partProblems(part, parts.get(name), rules.facts).map((problem) => `${name}: ${problem}`) : [],
  ),
  ...wholeProblems(rules, parts).map(({ problem }) => problem),
]

/** What speaks against the quality of a part whose form is right. */
const partProblems = (part: Part, value: unknown, facts: PartFacts): string[] => {
  const { success, data, error } = z.safeParse(part.schema, value, { reportInput: true })
  if (!success) return error.issues.map((issue) => describeIssue(issue))
  return part
    .check(data, facts)
    .filter(({ isFlag }) => !isFlag)
    .map(({ path, message }) => (path ? `${path}: ${message}` : message))
}

interface WholeProblem {
  readonly part: string | undefined
  readonly problem: string
}

/** The format's own rules and the section's, once all parts are there. */
const wholeProblems = (
  { definition, facts, planFacts }: Omit<JudgePlan, 'accepted'>,
  values: ReadonlyMap<string, unknown>,
): WholeProblem[] => {
  const names = Object.keys(definition.section.parts)
  if (!names.every((name) => values.has(name))) return []
  // Each was read by the schema of its part.
  const parts = Object.fromEntries(values) as PartsOf<Parts>
  const found = [
    ...(definition.check?.({ parts, facts: planFacts }) ?? []),
    ...(definition.section.check?.({ parts, facts }) ?? []),
  ]
  return found
    .filter(({ isFlag }) => !isFlag)
    .map(({ part, path, message }) => ({ part, problem: [part, path, message].filter(Boolean).join(': ') }))
}

/** The form alone of what a part takes: no numbers but those that storage sets. */
const formOf = (part: Part): z.ZodType => {
  if (part.sort === 'prose') return prose().schema
  const max = { entries: contentLimits.entries, questions: contentLimits.questions, boards: contentLimits.boards }
  return part.sort === 'tree' ? part.schema : (part.withItems?.({ min: 1, max: max[part.sort] }).schema ?? part.schema)
}
