/** What to show a person for something that was thrown. */
export const messageOf = (error: unknown): string => (error instanceof Error ? error.message : String(error))
