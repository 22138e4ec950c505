/**
 * Four processes at one instant on a queue of 200 jobs, again and again: with the guard no job may be done twice or never.
 * In turns with Payload's own claim in the same run, which must show jobs done twice: so this bench would see them.
 *
 *   node --conditions=production --import tsx bench/race.ts [--json] [--rounds 50] [--stock-rounds 10]
 */
import { parseArgs } from 'node:util'
import { startJobs } from '../test/integration/guard/startJobs.js'
import { RaceTeam } from './queue/RaceTeam.js'

const { values: options } = parseArgs({
  options: {
    json: { type: 'boolean', default: false },
    rounds: { type: 'string', default: '50' },
    'stock-rounds': { type: 'string', default: '10' },
  },
})

const host = await startJobs()
const guarded = new RaceTeam({ host, isGuarded: true })
const stock = new RaceTeam({ host, isGuarded: false })
try {
  await guarded.start()
  await stock.start()
  for (let round = 0; round < Number(options.rounds); round += 1) {
    await guarded.race()
    if (round < Number(options['stock-rounds'])) await stock.race()
  }
  const withSpeed = ({ total }: RaceTeam) => ({
    ...total,
    jobsPerSecond: Math.round((total.jobs - total.missed) / (total.ms / 1000)),
  })
  const results = { guarded: withSpeed(guarded), stock: withSpeed(stock) }
  const { doubled, missed, errors } = results.guarded
  const isMet = doubled + missed + errors === 0 && results.stock.doubled > 0
  if (options.json) process.stdout.write(`${JSON.stringify({ results, isMet })}\n`)
  else {
    for (const [name, result] of Object.entries(results))
      process.stdout.write(
        `${name}: ${result.jobs} jobs in ${result.rounds} rounds, ${result.doubled} done more than once, ` +
          `${result.missed} never, ${result.errors} errors, ${result.hung} rounds hung; ${result.jobsPerSecond} jobs/s\n`,
      )
    process.stdout.write(`Targets: ${isMet ? 'met' : 'missed'}.\n`)
  }
  process.exitCode = isMet ? 0 : 1
} finally {
  await guarded.stop()
  await stock.stop()
  await host.stop()
}
process.exit()
