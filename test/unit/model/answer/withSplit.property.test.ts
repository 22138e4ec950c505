import fc from 'fast-check'
import { expect, test } from 'vitest'
import { z } from 'zod'
import { judgeBySchema, judgeItems } from '../../../../src/model/answer/judge.js'
import { withSplit } from '../../../../src/model/answer/withSplit.js'
import { ModelCallFailed } from '../../../../src/model/failures.js'
import type { Judge, Model, Verdict } from '../../../../src/model/Model.js'
import { type Reply, scriptedModel } from './scriptedModel.js'

const allKeys = ['a', 'b', 'c', 'd', 'e']
type Fate = 'good' | 'bad' | 'missing'

const card = z.object({ key: z.string(), text: z.string() })
const wireSchema = z.object({ cards: z.array(card) })
const judge: Judge = (answer, keys) =>
  judgeItems({ answer, keys, noun: 'card', judgeItem: (entry) => judgeBySchema(card, entry) })

const fates = fc.array(fc.constantFrom<Fate>('good', 'bad', 'missing'), { minLength: 5, maxLength: 5 })
const end = fc.constantFrom<Reply['outcome']>('ok', 'ok', 'ok', 'truncated', 'invalid', 'timeout', 'refused')

/** What becomes of each key when it is asked for with others at first, with others again, alone, and alone again. */
const fate = fc.record({ first: fates, second: fates, alone: fates, again: fates, end, singleEnd: end })

test('whatever calls bring, in whatever order they end: nothing good is lost or asked for again, and nothing else is kept', async () => {
  await fc.assert(
    fc.asyncProperty(
      fate,
      fc.uniqueArray(fc.constantFrom(...allKeys), { minLength: 2 }),
      fc.scheduler(),
      async (of, keys, scheduler) => {
        const brought = new Map<string, string>()
        const timesAlone = new Map<string, number>()
        let together = 0
        const { model, asked } = scriptedModel(({ message }, call) => {
          const wanted = (message.items as { key: string }[]).map(({ key }) => key)
          for (const key of wanted) expect(brought.has(key), `${key} was good`).toBe(false)
          const isFirst = call === 1
          const isMended = call === 2 && brought.size * 2 >= keys.length
          const alone = (timesAlone.get(wanted[0] ?? '') ?? 0) + 1
          if (isFirst || isMended) together += 1
          else for (const key of wanted) timesAlone.set(key, alone)
          const round = isFirst ? of.first : isMended ? of.second : alone === 1 ? of.alone : of.again
          const outcome = isFirst ? of.end : isMended ? 'ok' : of.singleEnd
          if (outcome === 'invalid' || outcome === 'timeout' || outcome === 'refused') return { outcome }
          const cards = wanted.flatMap((key) => {
            const is = round[allKeys.indexOf(key)]
            if (is === 'missing') return []
            if (is === 'good') brought.set(key, `${key} of call ${call}`)
            return [{ key, text: is === 'good' ? `${key} of call ${call}` : call }]
          })
          return { answer: { cards: [...cards, { key: 'z', text: 'nobody asked for it' }] }, outcome }
        })
        const slow: Model = {
          generate: async (request) => {
            await scheduler.schedule(Promise.resolve(), 'call')
            return model.generate(request)
          },
        }
        const told: (Verdict | undefined)[] = []
        let isTelling = false
        const answer = scheduler.waitFor(
          withSplit(slow)
            .generate({
              messages: [{ role: 'user', content: JSON.stringify({ items: keys.map((key) => ({ key })) }) }],
              schemaName: 'cards',
              wireSchema,
              keys,
              judge,
              tier: 'complex',
              maxOutputTokens: 500,
              split: { maxOutputTokens: 100 },
              context: {
                onAttempt: async (_, verdict) => {
                  expect(isTelling, 'one after the other').toBe(false)
                  isTelling = true
                  await Promise.resolve()
                  isTelling = false
                  for (const key of told.at(-1)?.good.keys() ?? []) expect(verdict?.good.has(key)).toBe(true)
                  for (const { key } of verdict?.problems ?? []) expect(verdict?.good.has(key)).toBe(false)
                  told.push(verdict)
                },
              },
            })
            .then(
              ({ good }) => good,
              (error: unknown) => {
                if (!(error instanceof ModelCallFailed)) throw error
                expect(brought.size).toBeLessThan(keys.length)
                return error.good ?? new Map()
              },
            ),
        )
        const kept = [...(await answer)].map(([key, item]) => [key, (item as z.infer<typeof card>).text] as const)
        expect(new Map(kept)).toEqual(brought)
        expect(new Set(told.at(-1)?.good.keys() ?? [])).toEqual(new Set(brought.keys()))
        expect(told).toHaveLength(asked.length)
        expect(Math.max(0, ...timesAlone.values()), 'mended once').toBeLessThanOrEqual(2)
        expect(together).toBeLessThanOrEqual(2)
        for (const { keys: of1, maxOutputTokens } of asked.slice(1)) {
          if (timesAlone.has(of1[0] ?? '')) expect([100, 200]).toContain(maxOutputTokens)
        }
      },
    ),
    { numRuns: 300 },
  )
})
