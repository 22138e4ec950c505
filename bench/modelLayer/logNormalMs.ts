interface LogNormal {
  medianMs: number
  /** Standard deviation of the logarithm: at 0.5, one in a hundred takes more than three times the median. */
  sigma: number
  /** Two independent numbers, uniform in [0, 1). */
  random: readonly [number, number]
}

/** One latency, distributed log-normally: the Box-Muller transform makes the normal number. */
export const logNormalMs = ({ medianMs, sigma, random: [first, second] }: LogNormal): number =>
  medianMs * Math.exp(sigma * Math.sqrt(-2 * Math.log(1 - first)) * Math.cos(2 * Math.PI * second))
