/**
 * Four processes at one instant on 200 wake-ups, again and again. Twice over: with our worker's claim, a wake-up and a step,
 * no step may be claimed twice or left; and with Payload's runners, guarded, no job may be done twice or never. In turns
 * with a claim that looks and then takes, and with Payload's own, which must show what is done twice: so this bench would
 * see it.
 *
 *   node --conditions=production --import tsx bench/race.ts [--json] [--rounds 50] [--contrast-rounds 10]
 */
import { parseArgs } from 'node:util'
import { startJobs } from '../test/integration/guard/startJobs.js'
import { ClaimTeam } from './queue/ClaimTeam.js'
import { RaceTeam } from './queue/RaceTeam.js'

const { values: options } = parseArgs({
  options: {
    json: { type: 'boolean', default: false },
    rounds: { type: 'string', default: '50' },
    'contrast-rounds': { type: 'string', default: '10' },
  },
})
const [rounds, contrastRounds] = [Number(options.rounds), Number(options['contrast-rounds'])]

type Race = Awaited<ReturnType<ClaimTeam['race']>>
const sumOf = (races: readonly Race[]): Race & { rounds: number } => {
  const sum = (name: keyof Race) => races.reduce((total, race) => total + race[name], 0)
  return {
    rounds: races.length,
    ...{ steps: sum('steps'), doubled: sum('doubled'), claimedTwice: sum('claimedTwice'), left: sum('left') },
    ...{ inVain: sum('inVain'), wakeUpsLeft: sum('wakeUpsLeft'), ms: sum('ms') },
  }
}

const host = await startJobs()
const claims = new ClaimTeam(host)
const guarded = new RaceTeam({ host, isGuarded: true })
const stock = new RaceTeam({ host, isGuarded: false })
try {
  await claims.start()
  const [ours, naive]: [Race[], Race[]] = [[], []]
  for (let round = 0; round < rounds; round += 1) {
    ours.push(await claims.race())
    if (round < contrastRounds) naive.push(await claims.race({ isNaive: true }))
  }
  await claims.stop()
  await host.payload.db.deleteMany({ collection: 'payload-jobs', where: {} })

  await guarded.start()
  await stock.start()
  for (let round = 0; round < rounds; round += 1) {
    await guarded.race()
    if (round < contrastRounds) await stock.race()
  }
  const steps = { ours: sumOf(ours), naive: sumOf(naive) }
  const jobs = { guarded: guarded.total, stock: stock.total }
  const { doubled, claimedTwice, left, inVain, wakeUpsLeft } = steps.ours
  const { missed, errors, hung } = jobs.guarded
  const isMet =
    doubled + claimedTwice + left + inVain + wakeUpsLeft === 0 &&
    jobs.guarded.doubled + missed + errors + hung === 0 &&
    steps.naive.doubled > 0 &&
    jobs.stock.doubled > 0
  if (options.json) process.stdout.write(`${JSON.stringify({ steps, jobs, isMet })}\n`)
  else {
    for (const [name, result] of Object.entries(steps))
      process.stdout.write(
        `steps, ${name}: ${result.steps} in ${result.rounds} rounds, ${result.doubled} claimed once too often, ` +
          `${result.left} never; ${result.inVain} wake-ups in vain, ${result.wakeUpsLeft} left; ` +
          `${perSecond(result.steps - result.left, result.ms)} steps/s\n`,
      )
    for (const [name, result] of Object.entries(jobs))
      process.stdout.write(
        `jobs, ${name}: ${result.jobs} in ${result.rounds} rounds, ${result.doubled} done more than once, ` +
          `${result.missed} never, ${result.errors} errors, ${result.hung} rounds hung; ` +
          `${perSecond(result.jobs - result.missed, result.ms)} jobs/s\n`,
      )
    process.stdout.write(`Targets: ${isMet ? 'met' : 'missed'}.\n`)
  }
  process.exitCode = isMet ? 0 : 1
} finally {
  await claims.stop()
  await guarded.stop()
  await stock.stop()
  await host.stop()
}
process.exit()

function perSecond(count: number, ms: number): number {
  return Math.round(count / (ms / 1000))
}
