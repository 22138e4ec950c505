import { expect, test } from 'vitest'
import { parseWorkArgs } from '../../../src/jobs/workUntil.js'

test('each option of a worker can be given on the command line', () => {
  const args = ['--concurrency', '5', '--grace-ms', '0', '--max-memory-mb', '1500', '--ready-port', '8081']
  expect(parseWorkArgs(args)).toEqual({
    options: { concurrency: 5, graceMs: 0, maxMemoryMb: 1500 },
    readyPort: 8081,
  })
})

test("what is left out is the worker's own default, and no port", () => {
  expect(parseWorkArgs([])).toEqual({ options: {}, readyPort: undefined })
})

test.each([
  [['--grace-ms', '25s'], /--grace-ms is "25s"; give a whole number/],
  [['--concurrency', ''], /--concurrency is ""; give a whole number/],
  [['--ready-port', '70000'], /--ready-port is "70000"; give a port number from 0 to 65535/],
  [['--pollMs', '5'], /--pollMs/],
])('%j is refused and named', (args, says) => {
  expect(() => parseWorkArgs(args)).toThrow(says)
})
