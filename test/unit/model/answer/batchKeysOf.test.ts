import { expect, test } from 'vitest'
import { batchKeysOf } from '../../../../src/model/answer/keyed.js'

const keysOf = (content: string) =>
  batchKeysOf([
    { role: 'user', content: '{"items":[{"key":"older"}]}' },
    { role: 'user', content },
    { role: 'assistant', content: '{"items":[{"key":"not asked for"}]}' },
  ])

test('the items of the last user message say which keys are wanted, each once', () => {
  expect(keysOf('{"items":[{"key":"b"},{"key":"a","fact":1},{"key":"b"}]}')).toEqual(['b', 'a'])
})

test.each([
  '',
  'text',
  'null',
  '[{"key":"a"}]',
  '{}',
  '{"items":{}}',
  '{"items":[]}',
  '{"items":[{"key":"a"},{"key":1}]}',
])('a message that is %j is no batch', (content) => {
  expect(keysOf(content)).toBeUndefined()
})
