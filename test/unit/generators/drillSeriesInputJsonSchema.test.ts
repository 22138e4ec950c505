import { expect, test } from 'vitest'
import { drillSeriesInput, drillSeriesInputJsonSchema } from '../../../src/index.js'

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
