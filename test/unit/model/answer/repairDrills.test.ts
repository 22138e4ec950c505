import { afterEach, expect, test } from 'vitest'
import { answerTask } from '../../../../demo/model/answerTask.js'
import { type OfflineModel, startOfflineModel } from '../../../../demo/model/startOfflineModel.js'
import { chess } from '../../../../src/games/chess.js'
import { judgeDrills } from '../../../../src/generators/drillSeries/check.js'
import { type Drill, drillWireSchema } from '../../../../src/generators/drillSeries/drill.js'
import { drillPrompt } from '../../../../src/generators/drillSeries/prompt.js'
import type { Attempt } from '../../../../src/model/Attempt.js'
import { withRepair } from '../../../../src/model/answer/withRepair.js'
import { callProvider } from '../../../../src/model/call/callProvider.js'
import { createSystemClock } from '../../../../src/model/clock.js'
import type { Capability, ProviderLimits } from '../../../../src/model/Provider.js'
import { batch, item } from '../../generators/drillSeries/drillOf.js'

let offline: OfflineModel | undefined
afterEach(() => offline?.stop())

const keys = ['d01', 'd02', 'd03', 'd04']
const items = keys.map((key) => ({ ...item, key }))

/** Asks the offline model for four drills over HTTP, and says what it was asked and what each call came to. */
const askForDrills = async (
  options: Parameters<typeof startOfflineModel>[0],
  capability: Capability = 'json_schema',
  limits: Partial<ProviderLimits> = {},
) => {
  offline = await startOfflineModel(options)
  const endpoint = callProvider({
    provider: {
      name: 'offline',
      baseURL: offline.baseURL,
      apiKey: undefined,
      needsKey: false,
      models: { complex: 'big', simple: 'small' },
      prices: {},
      capabilities: [capability],
      streams: false,
      maxTokensField: 'max_completion_tokens',
      reasoningEffort: {},
      promptCache: { complex: 'automatic', simple: 'automatic' },
      serviceTier: 'normal',
      limits: { concurrency: 1, maxConcurrency: 1, ...limits },
      offline: true,
    },
    stallMs: 5000,
    logBodies: false,
    clock: createSystemClock(),
  })
  const attempts: Attempt[] = []
  const { good } = await withRepair({}, endpoint).generate({
    messages: drillPrompt({ batch: { ...batch, items }, game: chess, items, problems: [] }),
    schemaName: 'drills',
    wireSchema: drillWireSchema,
    keys,
    judge: (answer, wanted) =>
      judgeDrills({ answer, items: items.filter(({ key }) => wanted.includes(key)), batch, game: chess }),
    tier: 'complex',
    maxOutputTokens: 4000,
    timeoutMs: 10_000,
    context: { onAttempt: (attempt) => void attempts.push(attempt) },
  })
  const asked = offline.requests().map(({ message = {} }) => ({
    keys: (message.items as { key: string }[]).map(({ key }) => key),
    problems: message.problems,
  }))
  return { drills: keys.map((key) => good.get(key) as Drill), asked, outcomes: attempts.map(({ outcome }) => outcome) }
}

/** What the offline model would answer, with its drills changed. */
const changed = (message: Record<string, unknown> | undefined, change: (drill: Drill) => unknown): unknown => {
  const result = answerTask(message)
  if ('problem' in result) throw new Error(result.problem)
  return { drills: (result.answer as { drills: Drill[] }).drills.map(change) }
}

test.each(['json_schema', 'tools', 'json_object'] as const)(
  'only the drills that break the rules are asked for again, with the rule (%s)',
  async (capability) => {
    const { drills, asked, outcomes } = await askForDrills(
      {
        respond: ({ message }, call) =>
          changed(message, (drill) => {
            if (call === 1 && drill.key === 'd02') return { ...drill, solution: 'e4' }
            if (call <= 2 && drill.key === 'd04') return { ...drill, hints: [1] }
            return drill
          }),
      },
      capability,
    )
    expect(drills.map(({ key, solution }) => [key, solution])).toEqual(keys.map((key) => [key, 'Nf3']))
    expect(asked).toEqual([
      { keys, problems: undefined },
      {
        keys: ['d02', 'd04'],
        problems: [
          { key: 'd02', problem: 'solution is "e4", it must be "Nf3"' },
          { key: 'd04', problem: 'hints[0]: expected text, got a number' },
        ],
      },
      { keys: ['d04'], problems: [{ key: 'd04', problem: 'hints[0]: expected text, got a number' }] },
    ])
    expect(outcomes).toEqual(['invalid', 'invalid', 'ok'])
  },
)

test('of an answer that was cut off the whole drills are kept, and the others asked for with more room', async () => {
  const { drills, asked, outcomes } = await askForDrills({
    faults: (_, call) => (call === 1 ? 'truncated' : undefined),
  })
  expect(drills.map(({ key }) => key)).toEqual(keys)
  const again = asked[1]?.keys ?? []
  expect(again.length).toBeGreaterThan(0)
  expect(again.length).toBeLessThan(keys.length)
  expect(again).toEqual(keys.slice(-again.length))
  expect(offline?.requests().map(({ body }) => body.max_completion_tokens)).toEqual([4000, 8000])
  expect(outcomes).toEqual(['truncated', 'ok'])
})

test('no more room is asked for than the models of the provider have', async () => {
  const faults = (_: unknown, call: number) => (call === 1 ? 'truncated' : undefined)
  await askForDrills({ faults }, 'json_schema', { maxOutputTokens: 5000 })
  expect(offline?.requests().map(({ body }) => body.max_completion_tokens)).toEqual([4000, 5000])
})

test('an answer that is prose is asked for again in whole', async () => {
  const { drills, asked, outcomes } = await askForDrills({
    respond: (_, call) => (call === 1 ? 'I would rather talk about the weather.' : undefined),
  })
  expect(drills).toHaveLength(4)
  expect(asked[1]?.keys).toEqual(keys)
  expect(asked[1]?.problems).toContainEqual({ path: '', problem: 'it held no JSON' })
  expect(outcomes).toEqual(['invalid', 'ok'])
})
