import { describe, expect, test } from 'vitest'
import { z } from 'zod'
import { boards } from '../../../../src/generators/content/boards.js'
import { entries } from '../../../../src/generators/content/entries.js'
import type { Part } from '../../../../src/generators/content/part.js'
import { prose } from '../../../../src/generators/content/prose.js'
import { questions } from '../../../../src/generators/content/questions.js'
import { tree } from '../../../../src/generators/content/tree.js'
import { strictJsonSchema } from '../../../../src/model/call/request.js'

const parts: Record<string, Part> = {
  prose: prose({ minChars: 10, maxWords: 200 }),
  entries: entries({ label: 'Term', body: 'Meaning' }),
  'entries in groups': entries({ group: 'Topic', min: 20 }),
  questions: questions(),
  'questions of all sorts': questions({ sorts: ['single', 'multiple', 'short'], choices: 5 }),
  tree: tree(),
  boards: boards(),
}

const required = (schema: unknown): void => {
  if (typeof schema !== 'object' || schema === null) return
  if ('properties' in schema && 'required' in schema) {
    expect(schema.required).toEqual(Object.keys(schema.properties as object))
    expect(schema).toHaveProperty('additionalProperties', false)
  }
  for (const inner of Object.values(schema)) required(inner)
}

describe.each(Object.entries(parts))('%s', (_, part) => {
  test('can be said in strict JSON Schema, every property required', () => {
    required(strictJsonSchema(z.object({ part: part.wireSchema })))
  })

  test('tells a model the least and the most there may be', () => {
    if (!part.items) return
    const { min, max } = part.items
    expect(strictJsonSchema(z.object({ part: part.wireSchema }))).toMatchObject({
      properties: { part: { description: `At least ${min} items. At most ${max} items.` } },
    })
  })
})

test('what may be missing is null on the wire', () => {
  expect(strictJsonSchema(z.object({ part: tree().wireSchema }))).toMatchObject({
    properties: { part: { items: { properties: { parent: { type: ['string', 'null'] } } } } },
  })
})
