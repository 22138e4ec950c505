import fc from 'fast-check'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { createDesk, noCounts } from './words/Desk.js'
import { type Documents, startDocuments } from './words/Documents.js'
import { anyDeeds, doDeed, everything } from './words/deeds.js'

const seed = Number(process.env.WORDS_SEED ?? Date.now() % 2 ** 31)
const numRuns = Number(process.env.WORDS_RUNS ?? 8)

let api: Documents

beforeAll(async () => {
  api = await startDocuments()
})
afterAll(() => api?.stop())

test(
  `in any order of runs, edits, old forms, decisions and kills no word that a person wrote is gone (seed ${seed})`,
  async () => {
    const counts = noCounts()
    const property = fc.asyncProperty(anyDeeds, async (deeds) => {
      await api.worker.drain()
      const ids = await api.fresh()
      const people = createDesk({ api, ids, counts })
      for (const deed of deeds) await doDeed(people, ids, deed)
      await api.worker.drain()
      await people.check()
    })
    const endOnFailure = process.env.WORDS_SEED === undefined
    await fc.assert(property, { seed, numRuns, endOnFailure, examples: [[everything]] })
    for (const [what, count] of Object.entries(counts)) expect(count, what).toBeGreaterThan(0)
  },
  60_000 + numRuns * 30_000,
)
