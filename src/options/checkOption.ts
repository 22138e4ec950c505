import { InvalidOption } from './InvalidOption.js'

/** @throws InvalidOption unless `value` is a whole number from `min` to `max` */
export const checkNumber = (option: string, value: unknown, min: number, max: number): number => {
  if (typeof value === 'number' && Number.isInteger(value) && value >= min && value <= max) return value
  throw new InvalidOption(option, value, `give a whole number from ${min} to ${max}`)
}

/** @throws InvalidOption for a name nobody reads: a typo must not pass in silence */
export const checkKnownKeys = (option: string, value: object, known: readonly string[]): void => {
  for (const key of Object.keys(value)) {
    if (!known.includes(key)) throw new InvalidOption(option, value, `\`${key}\` is unknown, use ${known.join(', ')}`)
  }
}
