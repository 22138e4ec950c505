import { expect, test } from 'vitest'
import { newUuidV7 } from '../../../src/database/adapter.js'

test('ids have version 7, the variant of the standard, and the milliseconds first', () => {
  expect(newUuidV7(0x0123456789ab)).toMatch(/^01234567-89ab-7[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/)
  expect(newUuidV7(1)).not.toBe(newUuidV7(1))
})
