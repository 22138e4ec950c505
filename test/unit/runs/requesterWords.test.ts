import { expect, test } from 'vitest'
import { reasonForRequester } from '../../../src/runs/requesterWords.js'

test.each([
  ['solution is "e4", it must be "Nf3"', 'Teachers and editors see why.'],
  [
    'd01: prompt gives the solution "Nf3" away; d02: the position was deleted',
    'A position was deleted. Teachers and editors see why.',
  ],
  ['cancelled', 'It was cancelled.'],
  ['The run took longer than it may.', 'The run took longer than it may.'],
  [
    '5 fewer positions were left than when the run was requested.',
    '5 fewer positions were left than when the run was requested.',
  ],
  [
    '3 of 20 are missing. Choice "Nf3" is marked wrong but is a solution. And 2 more.',
    '3 of 20 are missing. Teachers and editors see why.',
  ],
  ['4 of 4 are missing. Cancelled.', '4 of 4 are missing. It was cancelled.'],
  [
    'The run could not be finished: relation "Nf3" does not exist',
    'The run could not be finished. Teachers and editors see why.',
  ],
])('of %j a requester reads %j', (reason, told) => {
  expect(reasonForRequester(reason)).toBe(told)
})
