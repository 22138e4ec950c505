interface Growth {
  /** The lowest of each quarter: what is high for a moment only is no growth. */
  quarters: number[]
  /** From the second quarter to the last: in the first one caches and pools fill. */
  growth: number
}

/** How a value grew that was sampled at even times. */
export const growthOf = (samples: readonly number[]): Growth => {
  const quarters = [0, 1, 2, 3].map((quarter) =>
    Math.min(...samples.slice((samples.length * quarter) / 4, (samples.length * (quarter + 1)) / 4)),
  )
  const [, second = Number.NaN, , last = Number.NaN] = quarters
  return { quarters, growth: last - second }
}
