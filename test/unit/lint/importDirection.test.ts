import { spawnSync } from 'node:child_process'
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'

const forbidden: [file: string, imported: string][] = [
  ['src/games/checkers.ts', 'payload'],
  ['src/games/checkers.ts', '../model/createModel.js'],
  ['src/games/go/board.ts', '../../generators/orderBySeed.js'],
  ['src/generators/quiz.ts', 'payload'],
  ['src/generators/quiz.ts', 'payload/shared'],
  ['src/generators/quiz.ts', 'next/navigation'],
  ['src/generators/quiz.ts', 'react'],
  ['src/generators/quiz.ts', '@payloadcms/db-postgres/drizzle'],
  ['src/generators/quiz.ts', '../runs/runStep.js'],
  ['src/model/ask.ts', 'payload'],
  ['src/model/ask.ts', '../generators/orderBySeed.js'],
  ['src/model/ask.ts', '../limits/reserve.js'],
  ['src/limits/reserve.ts', '../hooks/admitRun.js'],
  ['src/library/count.ts', '../runs/runStep.js'],
  ['src/runs/runStep.ts', '../hooks/admitRun.js'],
  ['src/runs/sql/claim.ts', '../../jobs/startWorker.js'],
  ['src/runs/runStep.ts', '../endpoints/healthEndpoint.js'],
  ['src/runs/runStep.ts', '../collections/Drills.js'],
  ['src/jobs/startWorker.ts', '../plugins/coursewright.js'],
  ['src/hooks/admitRun.ts', '../endpoints/healthEndpoint.js'],
  ['src/endpoints/healthEndpoint.ts', '../plugins/coursewright.js'],
  ['src/database/table.ts', '../runs/runStep.js'],
  ['src/collections/Drills.ts', '../admin/words.js'],
  ['src/hooks/admitRun.ts', 'react'],
  ['src/runs/runStep.ts', '../../demo/seed.js'],
  ['src/admin/board/Board.tsx', '../../runs/sql/claimStep.js'],
  ['src/admin/board/Board.tsx', '@payloadcms/db-postgres'],
  ['src/admin/board/Board.tsx', '../../options/resolveOptions.js'],
  ['src/client.ts', './plugins/coursewright.js'],
]

const allowed: typeof forbidden = [
  ['src/games/checkers.ts', 'chess.js'],
  ['src/generators/quiz.ts', 'zod'],
  ['src/generators/quiz.ts', '../games/Game.js'],
  ['src/runs/runStep.ts', 'payload'],
  ['src/runs/runStep.ts', '../generators/orderBySeed.js'],
  ['src/jobs/startWorker.ts', '../runs/runStep.js'],
  ['src/plugins/coursewright.ts', '../jobs/startWorker.js'],
  ['src/admin/board/Board.tsx', 'react'],
  ['src/admin/board/Board.tsx', '../../options/Slugs.js'],
  ['src/admin/board/Board.tsx', '../../games/chess.js'],
]

const fileOf = ([file]: [string, string], index: number) =>
  file.replace(/[^/]+$/, (name) => `case${index}${name.slice(name.lastIndexOf('.'))}`)
const cases = [...forbidden, ...allowed].map((given, index) => ({ given, path: fileOf(given, index) }))
const root = process.cwd()
let folder: string
let restricted: Set<string>

/** The project's own rules, on files that import what they may not. */
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'coursewright-lint-'))
  const config = JSON.parse(readFileSync(join(root, 'biome.json'), 'utf8'))
  writeFileSync(join(folder, 'biome.json'), JSON.stringify({ ...config, $schema: undefined, vcs: { enabled: false } }))
  for (const { given, path } of cases) {
    // The client and server entry points have overrides by name, so they keep it.
    const file = join(folder, entryPoint(given[0]) ? given[0] : path)
    mkdirSync(dirname(file), { recursive: true })
    writeFileSync(file, `import { thing } from '${given[1]}'\nexport const use = thing\n`)
  }
  const biome = createRequire(import.meta.url).resolve('@biomejs/biome/bin/biome')
  const args = [biome, 'lint', '--only=style/noRestrictedImports', '--reporter=json', '--max-diagnostics=500', '.']
  const { stdout } = spawnSync(process.execPath, args, { cwd: folder, encoding: 'utf8' })
  restricted = new Set(stdout.match(/src\/[\w/]+\.tsx?/g))
})
afterAll(() => rmSync(folder, { recursive: true, force: true }))

const entryPoint = (file: string) => /^src\/\w+\.ts$/.test(file)

describe('the linter', () => {
  test.each(cases.slice(0, forbidden.length))('refuses $given.1 in $given.0', ({ given, path }) => {
    expect(restricted).toContain(entryPoint(given[0]) ? given[0] : path)
  })

  test.each(cases.slice(forbidden.length))('accepts $given.1 in $given.0', ({ path }) => {
    expect(restricted).not.toContain(path)
  })
})
