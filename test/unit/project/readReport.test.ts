import { expect, test } from 'vitest'
import { readReport } from '../../readReport.js'

const report = (results: object[], numbers: object = {}) =>
  JSON.stringify({
    numPassedTests: 5,
    numFailedTests: 0,
    numPendingTests: 0,
    numTodoTests: 0,
    ...numbers,
    testResults: results,
  })

test('tests are counted by how they ended', () => {
  const results = [{ status: 'failed', assertionResults: [{ status: 'passed' }, { status: 'failed' }] }]
  expect(readReport(report(results, { numFailedTests: 1, numPendingTests: 2, numTodoTests: 1 }))).toEqual({
    passed: 5,
    failed: 1,
    skipped: 3,
  })
})

test('a file that broke before its first test counts as a failure', () => {
  const results = [
    { status: 'passed', assertionResults: [{ status: 'passed' }] },
    { status: 'failed', assertionResults: [] },
    { status: 'failed', assertionResults: [{ status: 'skipped' }] },
  ]
  expect(readReport(report(results))).toMatchObject({ passed: 5, failed: 2 })
})
