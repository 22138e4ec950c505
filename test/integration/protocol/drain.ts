import { expect } from 'vitest'
import { look, type Seen } from './invariants/Seen.js'
import type { Protocol } from './Protocol.js'

/** Honest workers from here on: every run must end. */
export const drain = async (seen: Seen, protocol: Protocol): Promise<void> => {
  for (const save of seen.open.splice(0)) {
    save.pause.release()
    await save.ended
  }
  await look(seen, protocol)
  for (const run of seen.snapshot.runs.filter(({ status }) => status === 'paused'))
    await protocol.control(run.id, 'resume')
  await protocol.expire(protocol.claims.map(({ id }) => Number(id)))
  await protocol.sweep()
  for (let turn = 0; turn < 100; turn += 1) {
    await look(seen, protocol)
    seen.owners += 1
    const step = await protocol.claim(`worker ${seen.owners}`)
    if (!step) break
    await protocol.act(step, 'work', 'all')
  }
  await look(seen, protocol)
  for (const { id, status, generated, requested, failed } of seen.snapshot.runs) {
    expect(['completed', 'partial', 'failed', 'cancelled'], 'every run ends').toContain(status)
    if (status === 'completed') expect(generated).toBe(requested)
    const isGivenUp = seen.snapshot.steps.some((step) => step.run === id && step.status === 'failed' && !step.missing)
    if (status === 'partial' && !isGivenUp) expect(generated + failed, 'what is not there is missing').toBe(requested)
  }
  expect(seen.snapshot.reservations, 'nothing is under way any more').toBe(0)
}
