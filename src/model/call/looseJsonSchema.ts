import { type ZodType, z } from 'zod'
import type { JsonSchema } from './strictJsonSchema.js'

/**
 * A zod schema in plain JSON Schema, for what strict mode cannot say. It tells what to write, before zod changes it on the
 * way in; what JSON Schema has no words for is left open. The answer is checked by zod anyway.
 */
export const looseJsonSchema = (schema: ZodType): JsonSchema => {
  const { $schema, ...rest } = z.toJSONSchema(schema, { io: 'input', unrepresentable: 'any' })
  return rest
}
