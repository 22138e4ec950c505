interface TestCounts {
  passed: number
  /** Failed tests, and test files that failed before their first test. */
  failed: number
  skipped: number
}

/** Counts what vitest's JSON reporter wrote. */
export const readReport = (json: string): TestCounts => {
  const report: Report = JSON.parse(json)
  const broken = report.testResults.filter(
    ({ status, assertionResults }) =>
      status === 'failed' && !assertionResults.some((assertion) => assertion.status === 'failed'),
  )
  return {
    passed: report.numPassedTests,
    failed: report.numFailedTests + broken.length,
    skipped: report.numPendingTests + report.numTodoTests,
  }
}

interface Report {
  numPassedTests: number
  numFailedTests: number
  numPendingTests: number
  numTodoTests: number
  testResults: { status: string; assertionResults: { status: string }[] }[]
}
