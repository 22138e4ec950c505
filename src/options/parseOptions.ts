import type { z } from 'zod'
import { describeOption } from './describeOption.js'
import { InvalidOption } from './InvalidOption.js'

/**
 * Options as their schema gives them back, with its defaults.
 *
 * @throws InvalidOption for the first that cannot work: its name, what was given, what is allowed
 */
export const parseOptions = <Schema extends z.ZodType>(schema: Schema, options: unknown): z.output<Schema> => {
  const parsed = schema.safeParse(options)
  if (parsed.success) return parsed.data
  const issue = parsed.error.issues[0]
  const path = issue?.path ?? []
  if (issue?.code === 'unrecognized_keys') {
    throw new InvalidOption(nameOf([...path, issue.keys[0] ?? '']), `is unknown; ${issue.message}`)
  }
  const option = nameOf(path)
  const given = path.reduce<unknown>((value, key) => (isObject(value) ? Reflect.get(value, key) : undefined), options)
  throw new InvalidOption(option, `is ${describeOption(option, given)}; ${issue?.message ?? 'it cannot be read'}`)
}

/** `games[0].slug`, `model.prices["gpt-4.1-mini"]` */
const nameOf = (path: readonly PropertyKey[]): string =>
  path.reduce<string>((name, key) => {
    if (typeof key === 'number') return `${name}[${key}]`
    if (!/^\w+$/.test(String(key))) return `${name}[${JSON.stringify(key)}]`
    return name ? `${name}.${String(key)}` : String(key)
  }, '') || 'options'

const isObject = (value: unknown): value is object => typeof value === 'object' && value !== null
