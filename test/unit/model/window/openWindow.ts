import { z } from 'zod'
import type { Attempt, AttemptOutcome } from '../../../../src/model/Attempt.js'
import { judgeNothing } from '../../../../src/model/answer/judge.js'
import { ModelCallFailed } from '../../../../src/model/failures.js'
import type { Model, ModelAnswer } from '../../../../src/model/Model.js'
import type { ProviderLimits } from '../../../../src/model/Provider.js'
import { createWindow, withWindow } from '../../../../src/model/policies/window.js'
import { FakeClock } from '../FakeClock.js'
import { attemptOf } from './attemptOf.js'

const zero = { promptTokens: 0, cachedTokens: 0, completionTokens: 0, reasoningTokens: 0 }

export interface Call {
  /** What the request was called by its test. */
  readonly name: string
  readonly startedAt: number
  readonly signal: AbortSignal | undefined
  isOver: boolean
  answer(facts?: Partial<Attempt>): void
  fail(outcome: AttemptOutcome, facts?: Partial<Attempt> & { retryAfterMs?: number }): void
  throws(error: unknown): void
}

interface Asked {
  priority?: number
  signal?: AbortSignal
  maxOutputTokens?: number
}

/** A window around a model whose calls end when the test says so. A prompt token is a character of the name. */
export const openWindow = (limits: Partial<ProviderLimits> = {}) => {
  const clock = new FakeClock()
  const calls: Call[] = []
  let exceeded = 0
  const inFlight = () => calls.filter(({ isOver }) => !isOver).length

  const inner: Model = {
    generate({ schemaName, signal }) {
      return new Promise<ModelAnswer>((resolve, reject) => {
        const over = <Ended>(then: (ended: Ended) => void, ended: Ended) => {
          call.isOver = true
          then(ended)
        }
        const call: Call = {
          name: schemaName,
          startedAt: clock.now(),
          signal,
          isOver: false,
          answer: (facts) => {
            const attempts = [attemptOf('ok', facts)]
            const answer = {
              good: new Map([['', schemaName]]),
              usage: zero,
              provider: 'local',
              model: 'big-1',
              attempts,
            }
            over<ModelAnswer>(resolve, answer)
          },
          fail: (outcome, { retryAfterMs, ...facts } = {}) => {
            const attempt = attemptOf(outcome, facts)
            over(reject, new ModelCallFailed(outcome, { attempt, isRetryable: true, retryAfterMs }))
          },
          throws: (error) => over(reject, error),
        }
        calls.push(call)
        if (inFlight() > window.state().limit) exceeded += 1
      })
    },
  }
  const window = createWindow({
    limits: { concurrency: 3, maxConcurrency: 3, ...limits },
    clock,
    countTokens: (messages) => messages.reduce((sum, { content }) => sum + content.length, 0),
  })
  const model = withWindow(window, inner)

  const ask = async (name: string, { priority, signal, maxOutputTokens = 0 }: Asked = {}) => {
    const answer = model.generate({
      messages: [{ role: 'user', content: name }],
      schemaName: name,
      wireSchema: z.string(),
      keys: [],
      judge: judgeNothing,
      tier: 'complex',
      maxOutputTokens,
      signal,
      context: { priority },
    })
    const ended = answer.then(
      ({ good }) => ({ value: good.get('') }),
      (error: unknown) => ({ error }),
    )
    await clock.advance(0)
    return { ended }
  }

  return {
    ask,
    /** One request for each letter, one after the other. */
    askAll: async (names: string, asked?: Asked) => {
      for (const name of names) await ask(name, asked)
    },
    /** The call sent for the request of that name. */
    call: (name: string): Call => {
      const call = calls.find((each) => each.name === name)
      if (!call) throw new Error(`${name} was not sent.`)
      return call
    },
    last: (): Call => {
      const call = calls.at(-1)
      if (!call) throw new Error('Nothing was sent.')
      return call
    },
    clock,
    calls,
    inFlight,
    window,
    /** How often more were in flight than the limit allowed when a call was sent. */
    exceeded: () => exceeded,
    names: () => calls.map(({ name }) => name).join(''),
    /** Lets everything happen that needs no time. */
    settle: () => clock.advance(0),
  }
}
