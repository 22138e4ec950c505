/**
 * Why a batch failed, each reason once. A step's error names its drills by key, `d01: no answer; d02: no answer`, which
 * tells an editor nothing.
 */
export const reasonsOf = (error: string): string[] => [
  ...new Set(error.split(/; (?=d\d+: )/).map((reason) => reason.replace(/^d\d+: /, ''))),
]
