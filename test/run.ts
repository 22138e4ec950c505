import { spawn } from 'node:child_process'
import { chmodSync, existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, statfsSync, statSync } from 'node:fs'
import { createRequire } from 'node:module'
import { freemem, tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { identifyProcess } from '../demo/host/lockFile.js'
import { findBrowser } from './browser/findBrowser.js'
import { readReport } from './readReport.js'
import { postgresFolder } from './setup/postgres.js'

// All tests: `npm test`. Arguments go to vitest, e.g. `npm test -- --project unit`. The last line is the result.
// `--quick`, for between two commits, leaves out what is slow by nature.
const leastMemory = 12 * 2 ** 30
const memory = '/dev/shm'
const prefix = 'coursewright-tests-'
const root = dirname(dirname(fileURLToPath(import.meta.url)))
const isQuick = process.argv.includes('--quick')
const given = process.argv.slice(2).filter((arg) => arg !== '--quick')
const folder = mkdtempSync(join(tmpdir(), 'coursewright-report-'))
const reportFile = join(folder, 'report.json')
process.once('exit', () => rmSync(folder, { recursive: true, force: true }))

// Found or installed now, so that no test's time limit pays for a download. Unit tests and `.ci/scale` need none.
if (!isQuick && !given.includes('unit') && !given.includes('--config')) prepareBrowser()

// Where only some tests run, their databases are kept in `.data/test` for the next time.
const isPart = isQuick || given.some((arg) => /(^|[^!])unit$|^--config|^test\/|\.test\.ts$/.test(arg))
const databases = isPart ? undefined : folderInMemory()

const vitest = join(dirname(createRequire(import.meta.url).resolve('vitest/package.json')), 'vitest.mjs')
const reporters = ['--reporter=default', '--reporter=json', `--outputFile.json=${reportFile}`]
const tests = spawn(process.execPath, [vitest, 'run', ...reporters, ...given], {
  cwd: root,
  stdio: 'inherit',
  env: {
    ...process.env,
    ...(isQuick && { TEST_QUICK: 'true' }),
    ...(databases && { [postgresFolder]: databases }),
    NODE_OPTIONS: `${process.env.NODE_OPTIONS ?? ''} --conditions=production`.trim(),
  },
})
// Ctrl-C reaches vitest as well; it ends its workers, and only then do we end.
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, () => tests.kill(signal))
tests.on('close', (code, signal) => {
  const { passed, failed, skipped } = existsSync(reportFile)
    ? readReport(readFileSync(reportFile, 'utf8'))
    : { passed: 0, failed: 0, skipped: 0 }
  // An error outside of any test fails the run too, and must be seen in the count.
  const isRed = code !== 0 || signal !== null || passed === 0
  const failures = isRed ? Math.max(1, failed) : failed
  process.stdout.write(`\n${skipped > 0 ? `${skipped} skipped\n` : ''}${passed} passed, ${failures} failed\n`)
  process.exitCode = failures > 0 ? 1 : 0
})

/**
 * A folder for the databases of the tests in the machine's memory, where there is plenty: two hundred are made and dropped, of a
 * thousand files each. It is gone when this process ends, or when the next one begins after it was killed.
 */
function folderInMemory(): string | undefined {
  if (!existsSync(memory)) return undefined
  for (const name of readdirSync(memory)) {
    const pid = Number(name.startsWith(prefix) && name.slice(prefix.length).split('-')[0])
    // On a shared machine others may run tests, too.
    const isOurs = pid > 0 && statSync(join(memory, name), { throwIfNoEntry: false })?.uid === process.getuid?.()
    if (isOurs && !identifyProcess(pid)) rmSync(join(memory, name), { recursive: true, force: true })
  }
  const { bavail, bsize } = statfsSync(memory)
  if (Math.min(bavail * bsize, freemem(), process.constrainedMemory() || Infinity) < leastMemory) return undefined
  const folder = mkdtempSync(join(memory, `${prefix}${process.pid}-`))
  // Another user than root runs Postgres.
  chmodSync(folder, 0o755)
  process.once('exit', () => rmSync(folder, { recursive: true, force: true }))
  return folder
}

function prepareBrowser(): void {
  try {
    findBrowser()
  } catch (error) {
    // The browser tests will fail with the same words; all others can run.
    process.stderr.write(`${error instanceof Error ? error.message : error}\n`)
  }
}
