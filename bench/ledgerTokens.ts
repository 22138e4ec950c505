/**
 * Tokens of every attempt as the model layer reports it for the ledger (`onAttempt`; no database is written here), and in
 * the answers and failures, against the tokens the server says it served, to the token: in the storm, with calls that never
 * answer and callers that leave, plain and streamed. That the rows of `generation-logs` hold what is reported is the
 * business of `test/integration/model/ledger.test.ts`, which sums them.
 *
 *   node --conditions=production --import tsx bench/ledgerTokens.ts [--json] [--requests 500] [--seed 1]
 */
import { isDeepStrictEqual, parseArgs } from 'node:util'
import { runStorm } from './modelLayer/runStorm.js'

const { values: options } = parseArgs({
  options: {
    json: { type: 'boolean', default: false },
    requests: { type: 'string', default: '500' },
    seed: { type: 'string', default: '1' },
  },
})

const measure = async (streams: boolean) => {
  const { requests, calls, outcomes, postponed, mistold, tokens } = await runStorm({
    seed: Number(options.seed),
    requests: Number(options.requests),
    streams,
    withSilence: true,
  })
  return { requests, calls, outcomes, postponed, mistold, served: tokens.served, reported: tokens.ledger }
}
const results = { plain: await measure(false), streamed: await measure(true) }
const isMet = Object.values(results).every(
  ({ served, reported, mistold }) => isDeepStrictEqual(reported, served) && mistold.length === 0,
)

if (options.json) process.stdout.write(`${JSON.stringify({ results, isMet })}\n`)
else {
  for (const [name, { requests, calls, ...result }] of Object.entries(results)) {
    process.stdout.write(
      `${name}: ${requests} requests ended ${JSON.stringify(result.outcomes)}, ${calls} calls, ` +
        `${result.postponed} times postponed; ${result.mistold.length} answers or failures tell other tokens than were reported\n`,
    )
    for (const who of ['served', 'reported'] as const)
      process.stdout.write(`  ${who.padEnd(8)} ${JSON.stringify(result[who])}\n`)
  }
  process.stdout.write(`To the token: ${isMet ? 'met' : 'missed'}.\n`)
}
process.exitCode = isMet ? 0 : 1
