import { z } from 'zod'
import { judgeNothing } from '../../../../src/model/answer/judge.js'
import type { ModelRequest } from '../../../../src/model/Model.js'

/** A request of which only what a test is about is told. */
export const requestOf = (facts: Partial<ModelRequest> = {}): ModelRequest => ({
  messages: [{ role: 'user', content: '{"task":"test"}' }],
  schemaName: 'test',
  wireSchema: z.unknown(),
  keys: [],
  judge: judgeNothing,
  tier: 'complex',
  maxOutputTokens: 1000,
  ...facts,
})
