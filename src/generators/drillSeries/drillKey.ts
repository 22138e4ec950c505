/** Names a drill within its run by its place in the series: `d07` is the seventh. Answers, gaps and errors carry it. */
export const drillKey = (order: number): string => `d${String(order).padStart(2, '0')}`

/** The place in the series that a key names; of `l02.d07`, too, the seventh of the series of the second lesson. */
export const orderOfDrillKey = (key: string): number => Number(key.slice(key.lastIndexOf('d') + 1))
