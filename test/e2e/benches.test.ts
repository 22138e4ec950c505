import { afterAll, beforeAll, expect, test } from 'vitest'
import { benches } from '../../bench/benches.js'
import { nodeArgs } from '../setup/compile.js'
import { Child } from '../shared/Child.js'

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
  clientSize: [],
}
/**
 * Take a minute at any size. Tests do what they do: `claimRace`, `guard/race`, `killWorkers`, `budgetRace`; in a browser `courses`,
 * `review` and `mainJob`.
 */
const leftOut = ['race', 'kill', 'budgetRace', 'runPage', 'reviewDesk', 'generateClick']

/** They run in turn: one that hung would have all after it fail. */
const mostMs = 300_000
const { NODE_ENV: _node, VITEST: _vitest, ...env } = process.env
let all: Child
beforeAll(() => {
  const given = Object.entries(sizes).map(([name, size]) => JSON.stringify([name, ...size]))
  all = new Child({ args: [...nodeArgs('test/e2e/hosts/benchesInTurn.ts'), ...given], env, keepsErrors: true })
})
afterAll(() => all?.kill())

test.each(Object.keys(sizes))(
  'the bench %s says whether its targets are met',
  async () => {
    const result: { isMet?: unknown; error?: string } = JSON.parse(`{${await all.line('{')}`)
    expect(result.error).toBeUndefined()
    expect(result.isMet).toBeTypeOf('boolean')
  },
  mostMs,
)

test('a bench ends with what it found as its exit code', async () => {
  const bench = new Child({
    args: [...nodeArgs(`bench/${benches.planHit}.ts`), '--json', '--plans', '2000'],
    env,
    keepsErrors: true,
  })
  const { code, stdout, stderr } = await bench.ended()
  const { isMet }: { isMet?: unknown } = JSON.parse(stdout.trimEnd().split('\n').at(-1) ?? '')
  expect(code, stderr).toBe(isMet ? 0 : 1)
})

test('all benches are started here, but those that are known to take too long', () => {
  expect([...Object.keys(sizes), ...leftOut].sort()).toEqual(Object.keys(benches).sort())
})
