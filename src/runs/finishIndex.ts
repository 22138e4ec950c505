/** Far behind any batch: the finish step is the last of its run. */
export const finishIndex = 1_000_000
