import { afterAll, beforeAll, expect, test } from 'vitest'
import { BudgetRace } from './BudgetRace.js'

/** `npm run bench -- budgetRace` makes fifty. */
const rounds = 2

let race: BudgetRace

beforeAll(async () => {
  race = new BudgetRace(20)
  await race.start()
})
afterAll(() => race?.stop())

test('fifty steps in four processes, one of them killed, on a budget of twenty calls: never one more is made, and nothing leaks', async () => {
  for (let round = 0; round < rounds; round += 1) {
    const { started, spent, limit, leaked } = await race.round()
    expect(started).toBeLessThanOrEqual(race.calls)
    expect(spent).toBeLessThanOrEqual(limit)
    // All that there is room for is spent.
    expect(spent).toBeGreaterThan(limit - 2 * (limit / race.calls))
    expect(leaked).toBe(0)
  }
}, 300_000)
