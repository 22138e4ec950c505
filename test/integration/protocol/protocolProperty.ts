import fc from 'fast-check'
import { anyCommands } from './commands.js'
import { drain } from './drain.js'
import type { Protocol, Shape } from './Protocol.js'
import { readSnapshot } from './readSnapshot.js'
import type { Counts, Seen } from './Seen.js'

const shapes: readonly Shape[] = [
  { batches: [['a', 'b', 'c'], ['a', 'b'], ['a']], missing: 1 },
  { batches: [['a', 'b']], missing: 0 },
]

/** Two runs, planned or not, on which any commands are carried out, then honest work until everything has ended; adds to `counts`. */
export const protocolProperty = (protocol: Protocol, counts: Counts) =>
  fc.asyncProperty(fc.boolean(), anyCommands, async (isPlanned, commands) => {
    await protocol.reset()
    for (const shape of shapes) await protocol.request(shape)
    // Half of the time it is not the planning that is looked at.
    for (const _ of isPlanned ? shapes : []) {
      const step = await protocol.claim('planner')
      if (step) await protocol.act(step, 'work', 'all')
    }
    const seen: Seen = { snapshot: await readSnapshot(protocol.db), open: [], owners: 0, counts }
    try {
      await fc.asyncModelRun(() => ({ model: seen, real: protocol }), commands)
      await drain(seen, protocol)
    } finally {
      for (const save of seen.open) save.pause.release()
      await Promise.all(seen.open.map(({ ended }) => ended))
    }
  })
