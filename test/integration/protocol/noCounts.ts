import type { Counts } from './invariants/Seen.js'

export const noCounts = (): Counts => ({
  lateActs: 0,
  takeovers: 0,
  overlappingSaves: 0,
  killedSaves: 0,
  retries: 0,
  dependents: 0,
  budgetPauses: 0,
  unheardCalls: 0,
  lateBills: 0,
  waits: 0,
})
