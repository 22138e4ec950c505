import { readdirSync } from 'node:fs'
import path from 'node:path'
import { afterEach, expect, test } from 'vitest'
import { Child } from '../children/Child.js'
import { nodeArgs } from '../setup/compile.js'

/** Each as small as it can be: what is seen here is only that it still works. */
const sizes: Record<string, readonly string[]> = {
  promptTokens: [],
  promptCache: [],
  runWallTime: ['--runs', '1'],
  drawPositions: ['--rows', '1000'],
  importPositions: ['--lines', '100', '--created', '5', '--warm', '100'],
  sections: ['--runs', '1'],
  storm: ['--requests', '10'],
  deadPrimary: ['--requests', '10'],
  ledgerTokens: ['--requests', '10'],
  lessonTokens: [],
  lessonWallTime: ['--runs', '1', '--latency-ms', '100'],
  planHit: ['--plans', '2000'],
  courseSections: ['--runs', '1', '--times', '50'],
  courseCost: ['--lessons', '1'],
  redoSection: [],
  courseStorm: ['--users', '2', '--latency-ms', '100', '--processes', '1'],
  observe: ['--logs', '2000', '--runs', '100', '--usage', '100'],
  admission: ['--requests', '5', '--history', '0.001', '--rounds', '1', '--users', '10'],
  throughput: ['--steps', '2', '--rounds', '1'],
  wakeUp: ['--requests', '2'],
  scale: ['--claims', '5', '--history', '0.001'],
  barrier: ['--steps', '5'],
  recovery: ['--lease-seconds', '2', '--sweep-seconds', '1'],
  soak: ['--minutes', '0.05'],
  reviewDesk: ['--drafts', '60', '--decisions', '4'],
}
/** Take a minute at any size. Tests do what they do: `claimRace`, `guard/race`, `killWorkers`, `budgetRace`. */
const leftOut = ['race', 'kill', 'budgetRace']

const mostMs = 120_000
const { NODE_ENV: _node, VITEST: _vitest, ...env } = process.env
let running: Child | undefined
afterEach(() => running?.kill())

test.each(Object.entries(sizes))(
  'the bench %s ends and says whether its targets are met',
  async (name, size) => {
    const bench = new Child({ args: [...nodeArgs(`bench/${name}.ts`), '--json', ...size], env, keepsErrors: true })
    running = bench
    const { code, stdout, stderr } = await bench.ended()
    const last = stdout.trimEnd().split('\n').at(-1) ?? ''
    expect(last, stderr).toMatch(/^\{.*\}$/)
    const result: { isMet?: unknown } = JSON.parse(last)
    expect(result.isMet).toBeTypeOf('boolean')
    expect(code, stderr).toBe(result.isMet ? 0 : 1)
  },
  mostMs,
)

test('all benches are started here, but those that are known to take too long', () => {
  const benches = readdirSync('bench')
    .filter((file) => file.endsWith('.ts') && file !== 'run.ts' && file !== 'report.ts')
    .map((file) => path.basename(file, '.ts'))
  expect([...Object.keys(sizes), ...leftOut].sort()).toEqual(benches.sort())
})
