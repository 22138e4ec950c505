import { expect, test } from 'vitest'
import { writtenText } from '../../../src/model/answer/writtenText.js'

const answer = JSON.stringify({
  drills: [
    { key: 'd01', position: 'p7', prompt: 'White to move.\nWhat "wins"?', choices: [{ text: 'Nf3', correct: true }] },
    { key: 'd02', prompt: 'Überraschung 🎉 \\ end' },
  ],
})

test('of an answer that is being written people read its texts, without names, codes and marks', () => {
  expect(writtenText(answer, 1000)).toBe('White to move.\nWhat "wins"?\nNf3\nÜberraschung 🎉 \\ end')
})

test('wherever an answer breaks off, what has come of it is read, and nothing that is no text of it', () => {
  const whole = writtenText(answer, 1000)
  for (let length = 0; length <= answer.length; length += 1) {
    const text = writtenText(answer.slice(0, length), 1000)
    // The name that is being written just now looks like a text until its quote is closed and its colon comes.
    const lines = text.split('\n')
    const isName = ['drills', 'key', 'prompt', 'position', 'choices', 'text', 'correct'].some((name) =>
      name.startsWith(lines.at(-1) ?? ''),
    )
    const read = isName ? lines.slice(0, -1).join('\n') : text
    expect(whole.startsWith(read.replace(/[\uD800-\uDBFF]$/, '')), `${length}: ${text}`).toBe(true)
  }
})

test('escapes are spelled out, and half an escape is left out', () => {
  expect(writtenText('{"a":"one\\u00e9\\ttwo\\/three"}', 100)).toBe('oneé two/three')
  for (const half of ['\\', '\\u', '\\u0', '\\u00e']) expect(writtenText(`{"a":"one${half}`, 100)).toBe('one')
})

test('only the end of a long answer is read, and never half of a character', () => {
  const text = writtenText(`["${'🎉'.repeat(500)}"]`, 100)
  expect(text).toHaveLength(99)
  expect(text).toBe(`…${'🎉'.repeat(49)}`)
  expect(writtenText(`["${'ab'.repeat(500)}"]`, 100)).toBe(`…${'ab'.repeat(500).slice(-99)}`)
})

test.each(['', 'I think about it.', '<think>First', 'null', '{', '[[[', '{"key":"d01"'])(
  'of %j nothing is read',
  (begun) => {
    expect(writtenText(begun, 100)).toBe('')
  },
)
