import { expect, test } from 'vitest'
import { answerOfRefusal, importAddress } from '../../../src/admin/importing/importRequest.js'
import { RequestRefused } from '../../../src/admin/shared/api.js'

const open = { format: '', game: 'chess', phase: '', difficulty: '', source: '' }

test('what the form leaves to the file is not in the address, and names are escaped', () => {
  expect(importAddress('/api/positions/import', open, 'my & file.epd')).toBe(
    '/api/positions/import?fileName=my+%26+file.epd&game=chess',
  )
})

test('a refused file shows its bad lines', () => {
  const lines = [{ line: 3, reason: 'no king' }]
  const refused = new RequestRefused(
    400,
    { message: 'None is a position.' },
    { code: 'no_positions', failed: 7 },
    { lines },
  )
  expect(answerOfRefusal(refused)).toEqual({
    imported: 0,
    unchanged: 0,
    failed: 7,
    errors: lines,
    refusal: 'None is a position.',
  })
})

test('a refusal that is not about lines is shown as a problem of the form', () => {
  expect(answerOfRefusal(new RequestRefused(403, { message: 'Not allowed.' }))).toBeUndefined()
  expect(answerOfRefusal(new Error('something else'))).toBeUndefined()
})
