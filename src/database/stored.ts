import { z } from 'zod'

// What Payload stores, as our code reads it: what is left empty comes back as null, or not at all.

/** Serial or uuid. */
export const id = z.union([z.number(), z.string()])

/** A document is read as deep as the caller wants it: with an id, or what that stands for. */
export const reference = z.union([id, z.object({ id }).transform((populated) => populated.id)])

/** Of a row that SQL gave back. */
export const idOf = (value: unknown): number | string => {
  if (typeof value === 'number' || typeof value === 'string') return value
  throw new Error('A row came back without an id.')
}

/** Text that may be left empty. */
export const text = z
  .string()
  .nullish()
  .transform((value) => value ?? '')

/** Rows that may be none. */
export const rows = <Row extends z.ZodType>(row: Row) =>
  z
    .array(row)
    .nullish()
    .transform((values) => values ?? [])
