import { afterAll, beforeAll, expect, test } from 'vitest'
import { ClaimTeam } from '../../bench/queue/harness/ClaimTeam.js'
import { startTestPayload, type TestPayload } from '../integration/helpers/startTestPayload.js'

/** As many rounds as fit; `npm run bench -- race` makes fifty. */
const raceMs = 12_000
const leastRounds = 5

let host: TestPayload
let team: ClaimTeam

beforeAll(async () => {
  host = await startTestPayload()
  team = new ClaimTeam(host)
  await team.start()
})
afterAll(async () => {
  await team?.stop()
  await host?.stop()
})

test('four processes at one instant on 200 wake-ups: each is taken once and every step claimed once', async () => {
  const startedAt = performance.now()
  for (let round = 0; round < leastRounds || performance.now() - startedAt < raceMs; round += 1) {
    const race = await team.race()
    expect(race).toMatchObject({ doubled: 0, claimedTwice: 0, left: 0, inVain: 0, wakeUpsLeft: 0 })
  }
})

test('so it is while more runs have begun than may be, and no others are claimed', async () => {
  const full = new ClaimTeam(host, { MAX_RUNNING: '1' })
  try {
    await full.start()
    for (let round = 0; round < leastRounds; round += 1) {
      const race = await full.race()
      expect(race).toMatchObject({ doubled: 0, claimedTwice: 0, left: 0, inVain: 0, wakeUpsLeft: 0 })
    }
  } finally {
    await full.stop()
  }
})

test('a claim that looks and then takes gives steps twice, so that this test would see it', async () => {
  let doubled = 0
  for (let round = 0; round < 5 && doubled === 0; round += 1) doubled = (await team.race({ isNaive: true })).doubled
  expect(doubled).toBeGreaterThan(0)
})
