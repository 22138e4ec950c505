import fc from 'fast-check'
import { expect, test } from 'vitest'
import { hashOf, isSame } from '../../../../src/generators/content/hash.js'

const paragraph = (text: string, node: object = {}) => ({
  root: {
    type: 'root',
    version: 1,
    children: [{ type: 'paragraph', version: 1, ...node, children: [{ type: 'text', version: 1, text }] }],
  },
})

test('what the editor adds by itself when a form is saved does not count', () => {
  const saved = paragraph('Nf3 develops.', { direction: 'ltr', format: '', indent: 0, textFormat: 0, textStyle: '' })
  expect(hashOf(saved)).toBe(hashOf(paragraph('Nf3 develops.')))
  expect(hashOf(paragraph('Nf3 develops!'))).not.toBe(hashOf(paragraph('Nf3 develops.')))
  // A heading's level, a list's start: said, not added.
  expect(hashOf(paragraph('Nf3 develops.', { indent: 1 }))).not.toBe(hashOf(paragraph('Nf3 develops.')))
})

test('nodes that nobody knows here are kept whole', () => {
  const board = { type: 'board', version: 2, notation: '8/8 w', detail: 3 }
  expect(hashOf({ root: { children: [board] } })).not.toBe(hashOf({ root: { children: [{ ...board, detail: 4 }] } }))
  expect(hashOf({ root: { children: [board] } })).not.toBe(hashOf({ root: { children: [{ ...board, version: 3 }] } }))
})

test('of a node that nobody knows, its id and what it leaves empty count too, in whatever order its names stand', () => {
  const of = (video: object) => ({ root: { children: [{ type: 'video', version: 1, ...video }] } })
  expect(isSame(of({ id: 'a' }), of({ id: 'b' }))).toBe(false)
  expect(isSame(of({ id: 'a', title: '' }), of({ id: 'a' }))).toBe(false)
  expect(isSame(of({ id: 'a', title: '' }), of({ title: '', id: 'a' }))).toBe(true)
})

test('ids of links and blocks in a text do not count', () => {
  const link = (id: string) => ({
    root: { children: [{ type: 'link', version: 3, id, fields: { url: 'https://a.org' } }] },
  })
  expect(isSame(link('a'), link('b'))).toBe(true)
  const block = (id: string) => ({ type: 'block', version: 2, fields: { id, blockType: 'note', text: 'Look.' } })
  expect(isSame(block('a'), block('b'))).toBe(true)
})

test('ids of rows, the order of names, and what is empty, null or absent are the same', () => {
  const rows = [{ id: 'a1', text: 'Nf3', correct: true, rationale: null }]
  expect(hashOf(rows)).toBe(hashOf([{ correct: true, text: 'Nf3' }]))
  expect(hashOf([])).toBe(hashOf(null))
  expect(hashOf({ hints: [] })).toBe(hashOf(undefined))
})

test('order, words, and false are different from their absence', () => {
  expect(hashOf(['a', 'b'])).not.toBe(hashOf(['b', 'a']))
  expect(hashOf(['a', '', 'b'])).not.toBe(hashOf(['a', 'b']))
  expect(hashOf([{ correct: false, text: 'a' }])).not.toBe(hashOf([{ text: 'a' }]))
  expect(hashOf(0)).not.toBe(hashOf(null))
})

test('a hash survives being stored as JSON, whatever was hashed', () => {
  fc.assert(fc.property(fc.jsonValue(), (value) => hashOf(JSON.parse(JSON.stringify(value))) === hashOf(value)))
})
