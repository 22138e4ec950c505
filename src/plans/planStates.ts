/**
 * Where a plan stands. `writing`: a step is making it. `awaiting`: it is made and waits for a user to approve it.
 * `ready`: runs use it. `stale`: a copy of the last good one, where no new one could be made. `edited`: a person's, which
 * runs use as it is and nothing replaces. `purged`: a user said that no run is to use it any more.
 */
export const planStates = ['writing', 'awaiting', 'ready', 'stale', 'edited', 'purged'] as const

export type PlanState = (typeof planStates)[number]
