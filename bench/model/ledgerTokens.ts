/**
 * Tokens of every attempt as the model layer reports it for the ledger (`onAttempt`; no database is written here), and in
 * the answers and failures, against the tokens the server says it served, to the token: in the storm, with calls that never
 * answer and callers that leave, plain and streamed. That the rows of `generation-logs` hold what is reported is the
 * business of `test/integration/model/ledger.test.ts`, which sums them.
 *
 *   node --conditions=production --import tsx bench/model/ledgerTokens.ts [--json] [--requests 500] [--seed 1]
 */
import { isDeepStrictEqual } from 'node:util'
import { bench } from '../report.js'
import { runStorm } from './harness/runStorm.js'

await bench({ requests: 500, seed: 1 }, async ({ requests, seed }) => {
  const measure = async (streams: boolean) => {
    const { tokens, ...told } = await runStorm({ seed, requests, streams, withSilence: true })
    const { calls, outcomes, postponed, mistold } = told
    return { requests, calls, outcomes, postponed, mistold, served: tokens.served, reported: tokens.ledger }
  }
  const results = { plain: await measure(false), streamed: await measure(true) }
  const isMet = Object.values(results).every(
    ({ served, reported, mistold }) => isDeepStrictEqual(reported, served) && mistold.length === 0,
  )

  const lines = Object.entries(results).flatMap(([name, result]) => [
    `${name}: ${requests} requests ended ${JSON.stringify(result.outcomes)}, ${result.calls} calls, ` +
      `${result.postponed} times postponed; ${result.mistold.length} answers or failures tell other tokens than were reported`,
    ...(['served', 'reported'] as const).map((who) => `  ${who.padEnd(8)} ${JSON.stringify(result[who])}`),
  ])
  return { figures: { results }, isMet, text: lines.join('\n') }
})
