import { type ZodType, z } from 'zod'
import { describeIssue } from '../../../../src/model/answer/describeIssue.js'
import type { Judge } from '../../../../src/model/Model.js'

/** Judges an answer that is one thing by a schema: all of it is accepted, or nothing. Requests without keys have such a judge. */
export const judgeWhole =
  (schema: ZodType): Judge =>
  (answer) => {
    const { success, data, error } = schema.safeParse(answer, { reportInput: true })
    if (success) return { good: new Map([['', data]]), problems: [] }
    const problems = error.issues.map((issue) => ({ key: z.core.toDotPath(issue.path), problem: describeIssue(issue) }))
    return { good: new Map(), problems }
  }
