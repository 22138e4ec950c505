/** A pattern so many times in a row. */
export const repeat = <T>(times: number, ...pattern: T[]): T[] => Array.from({ length: times }, () => pattern).flat()
