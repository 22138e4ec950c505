import { expect, test } from 'vitest'
import { messageOf, RequestRefused } from '../../../src/admin/shared/api.js'
import { englishWords } from './englishWords.js'

const said = (error: unknown): string => messageOf(englishWords, error)

test('what the server says is said as it is', () => {
  expect(said(new RequestRefused(403, { message: 'Not allowed.' }, { code: 'forbidden' }))).toBe('Not allowed.')
})

test('a server that does not answer, or not as ours does, is said in the words of the panel', () => {
  expect(said(new RequestRefused(0, 'unreachable'))).toMatch(/^The server cannot be reached/)
  expect(said(new RequestRefused(502, 'unexpected'))).toMatch(/cannot be read/)
})

test('an input that is not valid is said with what the form calls it, not with the names of the API', () => {
  const issues = [
    { path: 'targetDrillCount', message: 'at least 1' },
    { path: 'batchSize', message: 'at most 10' },
  ]
  const message = 'The input is not valid. targetDrillCount: at least 1; batchSize: at most 10.'
  expect(said(new RequestRefused(400, { message }, { code: 'invalid_input', issues }))).toBe(
    'Number of drills: at least 1. Drills per batch: at most 10.',
  )
})

test('an action that came too late says how the run stands, as its card calls it', () => {
  const message = 'A run that is partial cannot be paused; pause needs queued, planning, running.'
  const data = { code: 'wrong_status', status: 'partial', allowed: ['queued', 'planning', 'running'] }
  expect(said(new RequestRefused(409, { message }, data))).toBe(
    'The run has moved on meanwhile: it is “Finished with gaps” now.',
  )
})
