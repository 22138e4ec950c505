import { formatNumber } from './formatNumber.js'

/** Up to here the library counts exactly; see `countPositions`, which the browser does not load. */
const EXACT_UP_TO = 10_000

/** A count of positions as the library gives it: `9,999`, and `10,000+` for anything above what it counts exactly. */
export const formatCount = (count: number): string =>
  count > EXACT_UP_TO ? `${formatNumber(EXACT_UP_TO)}+` : formatNumber(count)
