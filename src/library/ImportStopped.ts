import type { ImportCounts } from './importPositions.js'

/** An import that ended before its file did. What it saved stays. */
export class ImportStopped extends Error {
  override readonly name = 'ImportStopped'

  constructor(
    /** What was done before. */
    readonly counts: ImportCounts,
    reason: string,
    options: { cause: unknown },
  ) {
    super(
      `The import stopped: ${reason}. ${counts.imported} positions were imported and stay in the library; ` +
        'importing the same file again is safe and adds the rest.',
      options,
    )
  }
}
