import { z } from 'zod'
import type { ModelRequest } from '../../../../src/model/Model.js'

/** A request of which only what a test is about is told. */
export const requestOf = (facts: Partial<ModelRequest<unknown>> = {}): ModelRequest<unknown> => ({
  messages: [{ role: 'user', content: '{"task":"test"}' }],
  schemaName: 'test',
  schema: z.unknown(),
  tier: 'complex',
  maxOutputTokens: 1000,
  ...facts,
})
