import fc from 'fast-check'
import { expect, test } from 'vitest'
import { z } from 'zod'
import { judgeBySchema, judgeItems } from '../../../../src/model/answer/judge.js'
import { withRepair } from '../../../../src/model/answer/withRepair.js'
import { ModelCallFailed } from '../../../../src/model/failures.js'
import type { Judge, Verdict } from '../../../../src/model/Model.js'
import { type Reply, scriptedModel } from './scriptedModel.js'

const keys = ['a', 'b', 'c', 'd', 'e']
type Fate = 'good' | 'bad' | 'missing'

/** What a call makes of each item, asked for or not, and how it ends. */
const round = fc.record({
  fates: fc.array(fc.constantFrom<Fate>('good', 'bad', 'missing'), { minLength: keys.length, maxLength: keys.length }),
  end: fc.constantFrom<'whole' | 'cut off' | 'no JSON' | 'no list'>(
    'whole',
    'whole',
    'whole',
    'cut off',
    'no JSON',
    'no list',
  ),
})
type Round = typeof round extends fc.Arbitrary<infer Value> ? Value : never

const card = z.object({ key: z.string(), text: z.string() })
const wireSchema = z.object({ cards: z.array(card) })

const judge: Judge = (answer, wanted) =>
  judgeItems({
    entries: (answer as { cards?: unknown[] }).cards ?? [],
    keys: wanted,
    noun: 'card',
    judgeItem: (entry) => judgeBySchema(card, entry),
  })

const replyOf = ({ fates, end }: Round, call: number): Reply => {
  if (end === 'no JSON') return { outcome: 'invalid' }
  if (end === 'no list') return { answer: { apology: 'Sorry.' } }
  const cards = keys.flatMap((key, index) =>
    fates[index] === 'missing' ? [] : [{ key, text: fates[index] === 'good' ? `${key} of call ${call}` : call }],
  )
  return { answer: { cards }, outcome: end === 'whole' ? 'ok' : 'truncated' }
}

test('whatever calls bring, a good item is kept as it first came and never asked for again', async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(round, { minLength: 3, maxLength: 6 }), async (rounds) => {
      const firstGood = new Map<string, string>()
      const { model } = scriptedModel(({ message }, call) => {
        const wanted = (message.items as { key: string }[]).map(({ key }) => key)
        expect(wanted).toEqual(keys.filter((key) => !firstGood.has(key)))
        const reply = replyOf(rounds[call - 1] as Round, call)
        const { cards = [] } = (reply.answer ?? {}) as { cards?: { key: string; text: unknown }[] }
        for (const { key, text } of cards) if (typeof text === 'string' && !firstGood.has(key)) firstGood.set(key, text)
        return reply
      })
      let told: Verdict['good'] | undefined
      const answer = await withRepair({ maxRepairs: rounds.length - 1 }, model)
        .generate({
          messages: [{ role: 'user', content: JSON.stringify({ items: keys.map((key) => ({ key })) }) }],
          schemaName: 'cards',
          wireSchema,
          keys,
          judge,
          tier: 'complex',
          maxOutputTokens: 100,
          context: {
            onAttempt: (_, verdict) => {
              told = verdict?.good
            },
          },
        })
        .then(
          ({ good }) => good,
          (error: unknown) => {
            if (!(error instanceof ModelCallFailed)) throw error
            expect(firstGood.size).toBeLessThan(keys.length)
            return error.good
          },
        )
      const kept = new Map([...(answer ?? [])].map(([key, item]) => [key, (item as z.infer<typeof card>).text]))
      expect(kept).toEqual(firstGood)
      expect(told).toEqual(answer)
    }),
    { numRuns: 300 },
  )
})
