/** The longest timeout that is derived from what was observed. */
export const longestDynamicTimeoutMs = 180_000
