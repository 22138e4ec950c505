import { expect, test } from 'vitest'
import { redact } from '../../../../src/model/call/redact.js'
import { cpuMs } from '../../../shared/cpuMs.js'

const redacted = (text: string, secrets: string[] = []) => redact({ text, secrets })

test.each([
  ['a key we know, whatever it looks like', 'use hunter2 twice: hunter2', 'use [redacted] twice: [redacted]'],
  ['a key of OpenAI', 'Incorrect key sk-proj-abcDEF123.', 'Incorrect key [redacted].'],
  ['a key of Google', 'key=AIzaSyA-1234567890abc&x=1', 'key=[redacted]&x=1'],
  ['a bearer token', 'Authorization: Bearer abc.def==', 'Authorization: Bearer [redacted]'],
  ['a long piece of letters and digits', `id 0123456789abcdef0123456789abcdef!`, 'id [redacted]!'],
  ['an e-mail address', 'ask jane.doe+chess@mail.example.org now', 'ask [redacted] now'],
])('%s is left out', (_, text, expected) => {
  expect(redacted(text, ['hunter2', ''])).toBe(expected)
})

test.each([
  'r1bqkb1r/pppp1ppp/2n2n2/4p2Q/2B1P3/8/PPPP1PPP/RNB1K1NR w KQkq - 4 4',
  'XGID=-b----E-C---eE---c-e----B-:0:0:1:52:0:0:0:3:10',
  'The well-known-but-often-forgotten-rook-lift, then Rd1-d3-h3 and mate @ h7.',
])('positions and prose stay: %s', (text) => {
  expect(redacted(text)).toBe(text)
})

test('no text takes long', () => {
  for (const piece of ['a-', 'a@', 'a.', 'Bearer ', 'sk-', '-']) {
    expect(cpuMs(() => redacted(piece.repeat(200_000 / piece.length)))).toBeLessThan(3000)
  }
})
