import type { Attempt } from '../../src/model/Attempt.js'
import { judgeItems } from '../../src/model/answer/judge.js'
import type { Model, ModelAnswer } from '../../src/model/Model.js'
import { sectionsSchema, taskMessages } from './task.js'

interface AskModel {
  model: Model
  request: string
  keys: readonly string[]
  timeoutMs?: number
  signal?: AbortSignal
  onAttempt?(attempt: Attempt): void
}

/** Asks our model layer for the sections with these keys. */
export const askModel = ({ model, request, keys, timeoutMs, signal, onAttempt }: AskModel): Promise<ModelAnswer> =>
  model.generate({
    messages: taskMessages(request, keys),
    schemaName: 'sections',
    keys,
    judge: (answer, wanted) =>
      judgeItems({
        answer,
        keys: wanted,
        noun: 'section',
        judgeItem: (section) => ({ good: section }),
      }),
    wireSchema: sectionsSchema,
    tier: 'complex',
    maxOutputTokens: 2000,
    timeoutMs,
    signal,
    context: { onAttempt },
  })
