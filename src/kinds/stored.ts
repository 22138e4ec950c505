import { z } from 'zod'

// What Payload stores, as generators read it: what is left empty comes back as null, or not at all.

/** Serial or uuid. */
export const id = z.union([z.number(), z.string()])

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
