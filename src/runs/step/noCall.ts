import type { ItemProblem, OpenStep } from '../kind/RunKind.js'

/** A step that asks no model and makes no item, but may prepare what others need: give it a `save` of its own then. */
export const noCall: OpenStep = {
  isPreparation: true,
  keys: [],
  impossible: [],
  judge: () => ({ good: new Map(), problems: [] }),
  save: async () => ({}),
}

/** A step whose items nothing can be asked for. It fails, unless trying again cannot bring any, so that a retry looks again. */
export const gaps = (impossible: readonly ItemProblem[]): OpenStep => ({
  ...noCall,
  isPreparation: false,
  keys: impossible.map(({ key }) => key),
  impossible,
})

/** The same with one item. */
export const gap = (key: string, problem: string, isPreparation = false): OpenStep => ({
  ...gaps([{ key, problem }]),
  isPreparation,
})
