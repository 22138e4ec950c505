import type { OpenStep } from '../kind/RunKind.js'

/** A step that asks no model and makes no item, but may prepare what others need: give it a `save` of its own then. */
export const noCall: OpenStep = {
  isPreparation: true,
  keys: [],
  impossible: [],
  judge: () => ({ good: new Map(), problems: [] }),
  save: async () => ({}),
}

/** A step that nothing can be asked for. It fails, so that a retry looks again. */
export const gap = (key: string, problem: string, isPreparation = false): OpenStep => ({
  ...noCall,
  isPreparation,
  keys: [key],
  impossible: [{ key, problem }],
})
