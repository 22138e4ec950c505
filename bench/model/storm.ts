/**
 * 500 requests at once to a provider that answers 30 % of calls with 429 and `Retry-After`, 10 % with 500, cuts 10 % of
 * connections and sends malformed JSON in 10 % of answers; once with plain answers, once streamed. At least 95 % must be
 * answered validly, the others fail for the reason their last call failed for, every call must be classified as what it
 * was, and never may more calls be in flight than allowed.
 *
 *   node --conditions=production --import tsx bench/model/storm.ts [--json] [--requests 500] [--seed 1]
 */

import { bench } from '../report.js'
import { runStorm } from './harness/runStorm.js'

/** Six calls of ten go wrong and a request has eight: one in sixty fails all of them. */
const targetShare = 0.95

await bench({ requests: 500, seed: 1 }, async ({ requests, seed }) => {
  const storm = (streams: boolean) =>
    runStorm({
      seed,
      requests,
      streams,
      withSilence: false,
    })
  const results = { plain: await storm(false), streamed: await storm(true) }
  const isMet = Object.values(results).every(
    ({ requests, outcomes, misclassified, wronglyEnded, tooEarly, maxInFlight, allowedInFlight, openAtEnd }) =>
      (outcomes.ok ?? 0) >= requests * targetShare &&
      misclassified.length + wronglyEnded.length + tooEarly + openAtEnd === 0 &&
      maxInFlight <= allowedInFlight,
  )

  const lines = Object.entries(results).map(
    ([name, result]) =>
      `${name}: ${result.requests} requests ended ${JSON.stringify(result.outcomes)} after ${result.calls} calls ` +
      `${JSON.stringify(result.calledOutcomes)} in ${(result.wallMs / 1000).toFixed(1)} s; at most ${result.maxInFlight} ` +
      `in flight (allowed ${result.allowedInFlight}), ${result.openAtEnd} left open, ${result.tooEarly} before their time, ` +
      `${result.misclassified.length} misclassified, ${result.wronglyEnded.length} ended otherwise than their last call, ` +
      `${result.postponed} times postponed.`,
  )
  return { figures: { results, targetShare }, isMet, text: lines.join('\n') }
})
