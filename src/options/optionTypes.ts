import { z } from 'zod'

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

export const fn = z.custom<(...args: never[]) => unknown>((value) => typeof value === 'function', 'give a function')

/** One of a few words. */
export const oneOf = <const Word extends string>(words: readonly Word[]) =>
  z.enum(words, { error: `use ${words.join(', ')}` })

/** Empty text counts as left out, as it comes from an empty variable in the environment. */
export const emptyAsMissing = <Schema extends z.ZodType>(schema: Schema) =>
  z.preprocess((value) => (value === '' ? undefined : value), schema.optional())
