import { waitFor } from '../../../shared/waitFor.js'
import type { TestPayload } from '../../helpers/startTestPayload.js'
import { readRun } from './readRun.js'

/** Waits until a run has ended, however it does, and reads it. Gives up before most tests do, to say what it waited for. */
export const runEnded = async (host: Pick<TestPayload, 'payload'>, id: number | string, deadlineMs = 110_000) => {
  await waitFor(
    `run ${id} to end`,
    async () => {
      const { status } = await host.payload.findByID({ collection: 'generation-runs', id, depth: 0 })
      return ['completed', 'partial', 'failed', 'cancelled'].includes(status)
    },
    { deadlineMs },
  )
  return readRun(host, id)
}
