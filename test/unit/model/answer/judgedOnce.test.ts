import { expect, test } from 'vitest'
import { z } from 'zod'
import { withRepair } from '../../../../src/model/answer/withRepair.js'
import { scriptedModel } from './scriptedModel.js'

test('each answer is judged by the schema once, when its call ends', async () => {
  let judged = 0
  const schema = z.preprocess(
    (answer) => {
      judged += 1
      return answer
    },
    z.object({ title: z.string() }),
  )
  const { model } = scriptedModel((_, call) => ({ answer: { title: call === 3 ? 'Forks' : call } }))
  const told: number[] = []
  const { value } = await withRepair({}, model).generate({
    schema,
    messages: [{ role: 'user', content: '{"task":"lesson"}' }],
    schemaName: 'lesson',
    tier: 'complex',
    maxOutputTokens: 100,
    context: { onAttempt: () => void told.push(judged) },
  })
  expect(value).toEqual({ title: 'Forks' })
  expect(told).toEqual([1, 2, 3])
  expect(judged).toBe(3)
})
