import { z } from 'zod'
import { shorten } from '../text.js'

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

interface AskHost<Who, Schema extends z.ZodType> {
  /** The option that has the function `of`: messages begin with it. */
  option: 'limits' | 'budgets'
  of: ((who: Who) => unknown) | undefined
  who: Who
  /** What the answer must be, where there is one. */
  schema: Schema
}

/**
 * What the host's own function says of one user, checked; nothing where there is no such function.
 *
 * @throws InvalidOption where it throws, or returns what cannot be meant
 */
export const askHost = <Who, Schema extends z.ZodType>({
  option,
  of,
  who,
  schema,
}: AskHost<Who, Schema>): z.output<Schema> | undefined => {
  if (!of) return undefined
  // So that the message names the option.
  const named = z.object({ [option]: z.object({ of: schema.optional() }) })
  return parseOptions(named, { [option]: { of: answerOf(option, () => of(who)) } })[option]?.of
}

const answerOf = (option: string, ask: () => unknown): unknown => {
  const name = `${option}.of`
  let answer: unknown
  try {
    answer = ask()
  } catch (error) {
    throw new InvalidOption(name, `threw: ${error instanceof Error ? error.message : String(error)}`)
  }
  // It would look like an object that limits nothing.
  if (!isPromise(answer)) return answer
  // Nobody awaits it; a rejection that nobody handles ends the process.
  if (answer instanceof Promise) answer.catch(() => undefined)
  throw new InvalidOption(name, `returned a promise; return the ${option} themselves`)
}

/** Also one of a library's own, such as a query that runs when it is awaited. */
const isPromise = (answer: unknown): boolean => isObject(answer) && typeof Reflect.get(answer, 'then') === 'function'

/** `games[0].slug`, `model.prices["gpt-4.1-mini"]` */
const nameOf = (path: readonly PropertyKey[]): string =>
  path.reduce<string>((name, key) => {
    if (typeof key === 'number') return `${name}[${key}]`
    if (!/^\w+$/.test(String(key))) return `${name}[${JSON.stringify(key)}]`
    return name ? `${name}.${String(key)}` : String(key)
  }, '') || 'options'

const isObject = (value: unknown): value is object => typeof value === 'object' && value !== null

// The messages say what is allowed; `parseOptions` puts the name and what was given before them.

export const strict = <Shape extends z.ZodRawShape>(shape: Shape) =>
  z.strictObject(shape, {
    error: ({ code }) => (code === 'unrecognized_keys' ? `use ${Object.keys(shape).join(', ')}` : 'give an object'),
  })

export const whole = (min: number, max: number) => {
  const error = `give a whole number from ${min} to ${max}`
  return z.int({ error }).min(min, { error }).max(max, { error })
}

export const text = z.string({ error: 'give text' })

export const flag = z.boolean({ error: 'give true or false' })

export const fnAs = <Fn>() => z.custom<Fn>((value) => typeof value === 'function', 'give a function')

export const fn = fnAs<(...args: never[]) => unknown>()

/** One of a few words. */
export const oneOf = <const Word extends string>(words: readonly Word[]) =>
  z.enum(words, { error: `use ${words.join(', ')}` })

/** Empty text counts as left out, as it comes from an empty variable in the environment. */
export const emptyAsMissing = <Schema extends z.ZodType>(schema: Schema) =>
  z.preprocess((value) => (value === '' ? undefined : value), schema.optional())

const longest = 80

/** An option's value as an error may show it: short, without keys or the credentials in a URL. */
const describeOption = (option: string, given: unknown): string => {
  if (isSecret(option)) return typeof given === 'string' ? `text of ${given.length} characters` : 'not text'
  // Text in the place of a provider is most likely its key.
  if (typeof given === 'string' && /\bproviders(\[\d+\])?$/.test(option)) return 'text'
  const text = typeof given === 'function' ? 'a function' : written(given)
  const shown = text.replace(/[^"]*@/g, '…@').replace(/\?[^"]*/g, '?…')
  return shorten(shown, longest)
}

/** JSON has no word for NaN and Infinity. */
const written = (given: unknown): string =>
  typeof given === 'number' ? String(given) : (JSON.stringify(given, hideKeys) ?? String(given))

const hideKeys = (name: string, value: unknown): unknown => (isSecret(name) ? '…' : value)

/** Keys, tokens and secrets by their own names; `maxTokens` is none. Some services have the key in a webhook's address. */
const isSecret = (option: string): boolean => /(?:^|\.)(?:apiKey|token|secret|webhook(?:\.url)?)$/.test(option)

/** An option that cannot work. Thrown at boot, before anything is stored or spent. */
export class InvalidOption extends Error {
  override readonly name = 'InvalidOption'

  constructor(
    readonly option: string,
    /** What is wrong and what is allowed; must not hold a key. */
    problem: string,
  ) {
    super(`coursewright: option \`${option}\` ${problem}.`)
  }
}
