import { expect, test } from 'vitest'
import { z } from 'zod'
import { drillSchema, drillWireSchema } from '../../../../src/generators/drillSeries/drill.js'
import { drillSeriesInput, drillSeriesInputJsonSchema } from '../../../../src/index.js'
import { drillOf } from './drillOf.js'

type Schema = { [key: string]: unknown; properties?: Record<string, Schema>; items?: Schema }

const all = (schema: Schema): Schema[] => [
  schema,
  ...Object.values(schema.properties ?? {}).flatMap(all),
  ...(schema.items ? all(schema.items) : []),
]
const schemas = all(z.toJSONSchema(drillWireSchema) as Schema)

test('every object of the wire schema is closed and requires all of its properties, as strict mode wants', () => {
  const objects = schemas.filter(({ type }) => type === 'object')
  expect(objects.length).toBeGreaterThan(2)
  for (const { properties, required, additionalProperties } of objects) {
    expect(additionalProperties).toBe(false)
    expect([...(required as string[])].sort()).toEqual(Object.keys(properties ?? {}).sort())
  }
})

test('it uses only keywords every provider takes', () => {
  const allowed = ['$schema', 'type', 'properties', 'required', 'additionalProperties', 'items']
  for (const schema of schemas) expect(allowed).toEqual(expect.arrayContaining(Object.keys(schema)))
})

test('what it asks for is what we accept', () => {
  expect(drillWireSchema.safeParse({ drills: [drillOf()] }).success).toBe(true)
  expect(drillSchema.safeParse(drillOf()).success).toBe(true)
  expect(Object.keys(drillWireSchema.shape.drills.element.shape).sort()).toEqual(Object.keys(drillSchema.shape).sort())
})

test('the JSON Schema of the input names every field, its limits and its defaults', () => {
  const schema = drillSeriesInputJsonSchema()
  expect(schema).toMatchObject({
    type: 'object',
    additionalProperties: false,
    properties: {
      targetDrillCount: { type: 'integer', minimum: 1, default: 21 },
      batchSize: { minimum: 1, maximum: 10, default: 5 },
      game: { enum: ['chess', 'backgammon'] },
    },
  })
  expect(Object.keys(schema.properties ?? {}).sort()).toEqual(Object.keys(drillSeriesInput().shape).sort())
  expect(schema.required).toBeUndefined()
})
