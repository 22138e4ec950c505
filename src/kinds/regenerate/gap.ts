import type { OpenStep } from '../../runs/RunKind.js'

/** A step that nothing can be asked for. It fails, so that a retry looks again. */
export const gap = (key: string, problem: string): OpenStep => ({
  keys: [key],
  impossible: [{ key, problem }],
  judge: () => ({ good: new Map(), problems: [] }),
  save: async () => ({}),
})
