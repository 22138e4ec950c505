/** Text as it is, anything else as nothing: form values and documents may hold either. */
export const textOf = (value: unknown): string => (typeof value === 'string' ? value : '')
