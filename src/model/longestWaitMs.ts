/** The longest that anything waits for a provider before it is tried again, whatever that provider asks for: an hour. */
export const longestWaitMs = 60 * 60 * 1000
