import fc from 'fast-check'
import { expect, test } from 'vitest'
import { folded } from '../../../../src/generators/quiz/words.js'

const ascii = fc.string({ unit: fc.integer({ min: 0, max: 127 }).map((code) => String.fromCharCode(code)) })

test('a plain text is folded as it is beside one with accents', () => {
  fc.assert(
    fc.property(ascii, (text) => {
      expect(`${folded(text)} e`.trim()).toBe(folded(`${text} é`))
    }),
  )
  expect(folded('  The\tKNIGHT \n takes ')).toBe('the knight takes')
  expect(folded('Straße Ｅ4 Zürich')).toBe('strasse e4 zurich')
})
