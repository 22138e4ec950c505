import type { Attempt } from '../../../src/model/Attempt.js'
import { judgeItems } from '../../../src/model/answer/judge.js'
import { type Clock, createSystemClock } from '../../../src/model/clock.js'
import type { Model, ModelAnswer } from '../../../src/model/Model.js'
import type { Provider, ProviderLimits } from '../../../src/model/Provider.js'
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

interface BenchProvider {
  name?: string
  baseURL: string
  /** The API key. */
  account: string
  streams?: boolean
  limits?: ProviderLimits
}

/** A server of ours as a provider, with the limits that providers have by default. */
export const benchProvider = ({
  name = 'bench',
  baseURL,
  account,
  streams = false,
  limits = { concurrency: 3, maxConcurrency: 10 },
}: BenchProvider): Provider => ({
  name,
  baseURL,
  apiKey: account,
  needsKey: true,
  models: { complex: 'bench-1', simple: 'bench-1' },
  prices: {},
  capabilities: ['json_schema'],
  streams,
  maxTokensField: 'max_completion_tokens',
  reasoningEffort: {},
  promptCache: { complex: 'automatic', simple: 'automatic' },
  serviceTier: 'normal',
  limits,
  offline: false,
})

/** The real time, so many times faster: every timeout, wait and pause of our side shrinks alike. */
export const fastClock = (times: number): Clock => {
  const clock = createSystemClock()
  return {
    now: () => clock.now() * times,
    random: () => clock.random(),
    wait: (ms, signal) => clock.wait(ms / times, signal),
  }
}
