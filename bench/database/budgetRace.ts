/**
 * A budget of 20 calls of the whole site, on which 50 steps of five runs draw at once in four processes; one of these is
 * killed in each round, at a random moment. The model tells no tokens, so each call counts as the most it can take. Never more
 * than 20 calls may be made, and afterwards nothing may be reserved.
 *
 *   node --conditions=production --import tsx bench/database/budgetRace.ts [--json] [--rounds 50] [--calls 20]
 */
import { BudgetRace, type BudgetRound } from '../../test/chaos/BudgetRace.js'
import compile from '../../test/setup/compile.js'
import { bench } from '../report.js'

await bench({ rounds: 50, calls: 20 }, async ({ rounds, calls }) => {
  // What is killed is what hosts run.
  await compile()
  const race = new BudgetRace(calls)
  try {
    await race.start()
    const all: BudgetRound[] = []
    for (let round = 0; round < rounds; round += 1) {
      all.push(await race.round())
      process.stderr.write(`round ${round + 1}: ${JSON.stringify(all.at(-1))}\n`)
    }
    const most = (of: (round: BudgetRound) => number) => Math.max(...all.map(of))
    const figures = {
      ...{ rounds, calls },
      mostStarted: most(({ started }) => started),
      roundsOverLimit: all.filter(({ started, spent, limit }) => started > calls || spent > limit).length,
      lostCalls: all.reduce((sum, { lost }) => sum + lost, 0),
      leaked: most(({ leaked }) => leaked),
    }
    const isMet = figures.roundsOverLimit === 0 && figures.leaked === 0 && figures.lostCalls > 0
    return {
      figures,
      isMet,
      text: `At most ${figures.mostStarted} of ${calls} calls in ${rounds} rounds, ${figures.lostCalls} lost with their workers; ${figures.leaked} reserved afterwards.`,
    }
  } finally {
    await race.stop()
  }
})
