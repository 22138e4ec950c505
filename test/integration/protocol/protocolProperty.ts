import fc from 'fast-check'
import { anyCommands } from './commands.js'
import { courseShape } from './courseShape.js'
import { drain } from './drain.js'
import { readSnapshot } from './invariants/readSnapshot.js'
import type { Counts, Seen } from './invariants/Seen.js'
import type { Protocol } from './Protocol.js'
import type { Shape } from './protocolKind.js'

/** Batches that know nothing of each other, as those of drills. */
const batches: Shape = {
  nodes: [
    { key: 'b1', letters: ['a', 'b', 'c'] },
    { key: 'b2', letters: ['a', 'b'] },
    { key: 'b3', letters: ['a'] },
  ],
  missing: 1,
}

/** A diamond with a node that waits for another's end, and one that is not opened unless its need was met. */
const diamond: Shape = {
  nodes: [
    { key: 'root', letters: ['a', 'b'] },
    { key: 'left', letters: ['a'], needs: ['root'] },
    { key: 'right', letters: ['a', 'b'], needs: ['root'], waitsFor: 'left' },
    { key: 'bottom', letters: ['a'], needs: ['left', 'right'], requires: true },
  ],
  missing: 0,
}

/** What runs look like: the second one's steps open each other. */
const shapes = { diamond: [batches, diamond], course: [batches, courseShape] } as const

/** Two runs, planned or not, on which any commands are carried out, then honest work until everything has ended; adds to `counts`. */
export const protocolProperty = (protocol: Protocol, counts: Counts) =>
  fc.asyncProperty(
    fc.constantFrom('diamond', 'course'),
    fc.boolean(),
    anyCommands,
    async (name, isPlanned, commands) => {
      await protocol.reset()
      for (const shape of shapes[name]) await protocol.request(shape)
      // Half of the time it is not the planning that is looked at.
      for (const _ of isPlanned ? shapes[name] : []) {
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
    },
  )
