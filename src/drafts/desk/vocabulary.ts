// What the review desk and the server must both know, for the desk reaches the server over HTTP alone.

/** What rows of the queue stand below: the run that wrote them, what that made them for, a curriculum, or nothing. */
export const queueGroups = ['run', 'target', 'curriculum', 'none'] as const

/**
 * What a draft is compared with:
 * - `written`: what a run wrote last
 * - `previous`: the last version before this one that said something else
 * - `proposal`: what is proposed for it, which stands after what there is now
 */
export const comparisons = ['written', 'previous', 'proposal'] as const

export type Comparison = (typeof comparisons)[number]

/** Most reviews of one look at what others do: those in sight, and what comes next. */
export const mostNews = 200

/** How long publishing waits after a decision, so that it can be taken back; the desk counts it down. */
export const secondsBeforePublishing = 10
