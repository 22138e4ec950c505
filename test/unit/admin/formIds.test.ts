import { expect, test } from 'vitest'
import { idsInForm, moved } from '../../../src/admin/course/formIds.js'

test.each([
  ['nothing has changed', { form: [1, 2], known: [1, 2], server: [1, 2] }, undefined],
  ['a lesson landed', { form: [1], known: [1], server: [1, 2] }, [1, 2]],
  ['they were moved', { form: [1, 2], known: [1, 2], server: [2, 1] }, [2, 1]],
  ['one landed in a list that was changed here', { form: [2, 1], known: [1, 2], server: [1, 2, 3] }, [2, 1, 3]],
  ['one is gone from a list that was changed here', { form: [3, 2, 1], known: [1, 2, 3], server: [1, 3] }, [3, 1]],
  ['one was taken out here while another landed', { form: [1], known: [1, 2], server: [1, 2, 3] }, [1, 3]],
  ['one was added here while another landed', { form: [1, 9], known: [1], server: [1, 2] }, [1, 9, 2]],
  ['the form has it already', { form: [1, 2], known: [1], server: [1, 2] }, undefined],
  ['ids are texts here and numbers there', { form: ['1', '2'], known: [1, 2], server: [1, 2] }, undefined],
] as const)('what a list in an open form has to become: %s', (_, lists, expected) => {
  expect(idsInForm(lists)).toEqual(expected)
})

test.each([
  [0, 2, ['b', 'c', 'a']],
  [2, 0, ['c', 'a', 'b']],
  [1, 1, ['a', 'b', 'c']],
  [0, 3, ['a', 'b', 'c']],
  [5, 0, ['a', 'b', 'c']],
])('one of three goes from %i to %i', (from, to, expected) => {
  expect(moved(['a', 'b', 'c'], from, to)).toEqual(expected)
})
