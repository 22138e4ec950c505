export interface Choice {
  value: string
  label: string
}

/** What people read for a value: its label among these, else the value itself. */
export const labelOf = (choices: readonly Choice[] = [], value: unknown): string =>
  choices.find((choice) => choice.value === value)?.label ?? String(value)
