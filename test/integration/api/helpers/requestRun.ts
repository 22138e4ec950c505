import type { ApiClient } from './ApiClient.js'

/** What tests ask for when it does not matter: two batches of two drills. */
export const smallInput = { targetDrillCount: 4, phases: ['opening', 'endgame'], batchSize: 2, seed: 7 }

/** Requests a run over REST and gives its document. */
export const requestRun = async (client: ApiClient, input: object = smallInput) => {
  const { status, body } = await client.post('/generation-runs', { kind: 'drillSeries', input })
  if (status !== 201) throw new Error(`The run was refused with ${status}: ${JSON.stringify(body)}`)
  return body.doc
}
