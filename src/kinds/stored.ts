import { z } from 'zod'

// What Payload stores, as generators read it: what is left empty comes back as null, or not at all.

/** Serial or uuid. */
export const id = z.union([z.number(), z.string()])

/** Text that may be left empty. */
export const text = z
  .string()
  .nullish()
  .transform((value) => value ?? '')

/** Rows that may be none, without those that are not filled in yet, as drafts may have them. */
export const wholeRows = <Row extends z.ZodType>(row: Row) =>
  z
    .array(z.unknown())
    .nullish()
    .transform((values) =>
      (values ?? []).flatMap((value): z.output<Row>[] => {
        const { success, data } = row.safeParse(value)
        return success ? [data] : []
      }),
    )

/** Rows that may be none. */
export const rows = <Row extends z.ZodType>(row: Row) =>
  z
    .array(row)
    .nullish()
    .transform((values) => values ?? [])
