import { spawnSync } from 'node:child_process'
import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join, resolve } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'

const forbidden: [file: string, imported: string][] = [
  // Down only, from the bottom up.
  ['src/waiting.ts', './options/Settings.js'],
  ['src/text.ts', './errors.js'],
  ['src/games/checkers.ts', '../model/createModel.js'],
  ['src/games/go/board.ts', '../../generators/orderBySeed.js'],
  ['src/model/ask.ts', '../generators/orderBySeed.js'],
  ['src/model/ask.ts', '../games/chess.js'],
  ['src/model/ask.ts', '../limits/reserve.js'],
  ['src/generators/quiz.ts', '../options/Settings.js'],
  ['src/options/resolve.ts', '../access/access.js'],
  ['src/generators/quiz.ts', '../library/draw.js'],
  ['src/generators/quiz.ts', '../runs/runStep.js'],
  ['src/database/table.ts', '../library/draw.js'],
  ['src/database/table.ts', '../runs/runStep.js'],
  ['src/access/role.ts', '../database/adapter.js'],
  ['src/library/count.ts', '../limits/reserve.js'],
  ['src/library/count.ts', '../runs/runStep.js'],
  ['src/limits/reserve.ts', '../runs/runStep.js'],
  ['src/limits/reserve.ts', '../hooks/admitRun.js'],
  ['src/runs/runStep.ts', '../drafts/save.js'],
  ['src/runs/runStep.ts', '../kinds/richText.js'],
  ['src/runs/runStep.ts', '../hooks/admitRun.js'],
  ['src/runs/runStep.ts', '../endpoints/health.js'],
  ['src/runs/runStep.ts', '../collections/Drills.js'],
  ['src/runs/sql/claim.ts', '../../jobs/startWorker.js'],
  ['src/drafts/save.ts', '../kinds/richText.js'],
  ['src/drafts/save.ts', '../plans/find.js'],
  ['src/plans/find.ts', '../kinds/sources/documents.js'],
  ['src/library/count.ts', '../kits/read.js'],
  ['src/kinds/lessons/open.ts', '../../hooks/admitRun.js'],
  ['src/hooks/admitRun.ts', '../endpoints/health.js'],
  ['src/hooks/admitRun.ts', '../jobs/startWorker.js'],
  ['src/endpoints/health.ts', '../jobs/startWorker.js'],
  ['src/endpoints/health.ts', '../collections/Drills.js'],
  ['src/endpoints/health.ts', '../plugins/coursewright.js'],
  ['src/jobs/startWorker.ts', '../endpoints/health.js'],
  ['src/jobs/startWorker.ts', '../plugins/coursewright.js'],
  ['src/collections/Drills.ts', '../plugins/coursewright.js'],
  ['src/collections/Drills.ts', '../admin/words.js'],
  ['src/plugins/coursewright.ts', '../admin/words.js'],
  ['src/plugins/coursewright.ts', '../index.js'],
  // A new folder wants its layer.
  ['src/runs/runStep.ts', '../utils/strings.js'],
  // Kinds are handed on.
  ['src/hooks/drill.ts', '../kinds/drillSeries/artifact.js'],
  ['src/endpoints/limits.ts', '../kinds/kinds.js'],
  ['src/kinds/sources/documents.ts', '../drillSeries/input.js'],
  ['src/kinds/form.ts', './drillSeries/input.js'],
  ['src/kinds/lessons/open.ts', '../drillSeries/input.js'],
  ['src/kinds/lessons/open.ts', '../kinds.js'],
  // Pure code.
  ['src/games/checkers.ts', 'payload'],
  ['src/generators/quiz.ts', 'payload'],
  ['src/generators/quiz.ts', 'payload/shared'],
  ['src/generators/quiz.ts', 'next/navigation'],
  ['src/generators/quiz.ts', 'react'],
  ['src/generators/quiz.ts', '@payloadcms/db-postgres/drizzle'],
  ['src/model/ask.ts', 'payload'],
  ['src/model/ask.ts', '@payloadcms/richtext-lexical'],
  ['src/library/readers/sgf.ts', 'payload'],
  // Server code.
  ['src/hooks/admitRun.ts', 'react'],
  ['src/hooks/admitRun.ts', 'react-dom/server'],
  ['src/runs/runStep.ts', 'next/headers'],
  ['src/collections/Drills.ts', '@payloadcms/ui'],
  ['src/endpoints/health.ts', '@payloadcms/next/layouts'],
  ['src/options/resolve.ts', 'next'],
  // The package stands alone.
  ['src/runs/runStep.ts', '../../demo/seed.js'],
  ['src/games/checkers.ts', '../../test/startPayload.js'],
  ['src/admin/board/Board.tsx', '../../../bench/run.js'],
  ['src/plugins/coursewright.ts', '../../payload.config.js'],
  // The panel.
  ['src/admin/board/Board.tsx', '../../runs/sql/claims.js'],
  ['src/admin/board/Board.tsx', '../../options/resolveOptions.js'],
  ['src/admin/board/Board.tsx', '../../options/Settings.js'],
  ['src/admin/board/Board.tsx', '../../library/readers/formats.js'],
  ['src/admin/board/Board.tsx', '../../errors.js'],
  ['src/admin/shared/serverSide.ts', '../../runs/controlRun.js'],
  ['src/admin/board/Board.tsx', '@payloadcms/db-postgres'],
  ['src/admin/board/Board.tsx', 'openai'],
  ['src/admin/board/Board.tsx', 'node:fs'],
  ['src/client.ts', './plugins/coursewright.js'],
  ['src/rsc.ts', './runs/controlRun.js'],
]

const allowed: typeof forbidden = [
  ['src/games/checkers.ts', 'chess.js'],
  ['src/games/checkers.ts', '../text.js'],
  ['src/generators/quiz.ts', 'zod'],
  ['src/generators/quiz.ts', '../games/Game.js'],
  ['src/generators/quiz.ts', '../model/Model.js'],
  ['src/options/resolve.ts', '../model/Provider.js'],
  ['src/database/table.ts', '../options/Settings.js'],
  ['src/library/count.ts', '../database/adapter.js'],
  ['src/runs/runStep.ts', 'payload'],
  ['src/runs/runStep.ts', '../generators/orderBySeed.js'],
  ['src/runs/runStep.ts', './sql/claims.js'],
  ['src/runs/runStep.ts', '../limits/reserve.js'],
  ['src/kinds/kinds.ts', './drillSeries/drillSeriesKind.js'],
  ['src/kinds/drillSeries/plan.ts', './input.js'],
  ['src/kinds/drillSeries/plan.ts', '../sources/documents.js'],
  ['src/hooks/admitRun.ts', '../kinds/sources/documents.js'],
  ['src/jobs/startWorker.ts', '../runs/runStep.js'],
  ['src/collections/Runs.ts', '../endpoints/health.js'],
  ['src/plugins/coursewright.ts', '../jobs/startWorker.js'],
  ['src/plugins/coursewright.ts', '../kinds/kinds.js'],
  ['src/index.ts', './plugins/coursewright.js'],
  ['src/admin/board/Board.tsx', 'react'],
  ['src/admin/board/Board.tsx', '@payloadcms/ui'],
  ['src/admin/board/Board.tsx', '../../games/chess.js'],
  ['src/admin/board/Board.tsx', '../../runs/vocabulary.js'],
  ['src/admin/shared/serverSide.ts', '../../options/Settings.js'],
  ['src/client.ts', './admin/board/Panel.js'],
]

/** These rules are about one file each, so it keeps its name. */
const named = /^src\/(?:\w+|kinds\/kinds|admin\/shared\/serverSide)\.ts$/
const sourceOf = ([file]: [string, string], index: number) =>
  named.test(file) ? file : file.replace(/\/(\w+)(\.tsx?)$/, `/case${index}$2`)
const cases = [...forbidden, ...allowed].map((given, index) => ({ given, path: sourceOf(given, index) }))

let folder: string
let refused: Set<string>
let ends: Set<string>

/** The project's own rules, on files that import what they may not. */
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'coursewright-layers-'))
  const files = new Map<string, string>()
  const add = (file: string, imported?: string) => {
    const line = imported ? `import '${imported}'` : 'export {}'
    files.set(file, `${files.get(file) ?? ''}${line}\n`)
  }
  for (const { given, path } of cases) {
    add(path, given[1])
    if (given[1].startsWith('.')) add(join(dirname(path), given[1].replace(/\.js$/, '.ts')))
  }
  add('src/runs/hen.ts', './egg.js')
  add('src/runs/egg.ts', './hen.js')
  add('src/admin/board/Panel.ts', '../shared/serverSide.js')
  add('src/limits/estimate.ts')
  files.set('src/admin/board/types.ts', "import type { Estimate } from '../../limits/estimate.js'\n")
  files.set('src/admin/board/values.ts', "import { Estimate } from '../../limits/estimate.js'\n")
  for (const [file, text] of files) {
    mkdirSync(dirname(join(folder, file)), { recursive: true })
    writeFileSync(join(folder, file), text)
  }
  writeFileSync(join(folder, 'tsconfig.json'), '{}')
  symlinkSync(resolve('node_modules'), join(folder, 'node_modules'))
  const cruise = resolve('node_modules/dependency-cruiser/bin/dependency-cruise.mjs')
  const args = [cruise, 'src', '--config', resolve('.dependency-cruiser.mjs'), '--output-type', 'json']
  const { stdout, stderr } = spawnSync(process.execPath, args, { cwd: folder, encoding: 'utf8', maxBuffer: 2 ** 26 })
  const { modules, summary }: Cruised = JSON.parse(stdout || `"${stderr}"`)
  refused = new Set(
    modules.flatMap(({ source, dependencies }) =>
      dependencies.filter(({ valid }) => !valid).map(({ protocol = '', module }) => `${source} ${protocol}${module}`),
    ),
  )
  ends = new Set(summary.violations.map(({ from, to, rule }) => `${rule.name}: ${from} ${to}`))
}, 120_000)
afterAll(() => rmSync(folder, { recursive: true, force: true }))

interface Cruised {
  modules: { source: string; dependencies: { protocol?: 'node:'; module: string; valid: boolean }[] }[]
  summary: { violations: { from: string; to: string; rule: { name: string } }[] }
}

describe('the layers', () => {
  test.each(cases.slice(0, forbidden.length))('refuse $given.1 in $given.0', ({ given, path }) => {
    expect(refused).toContain(`${path} ${given[1]}`)
  })

  test.each(cases.slice(forbidden.length))('accept $given.1 in $given.0', ({ given, path }) => {
    expect(refused).not.toContain(`${path} ${given[1]}`)
  })

  test('accept in the panel the types of what the server answers, and nothing else of it', () => {
    expect(refused).not.toContain('src/admin/board/types.ts ../../limits/estimate.js')
    expect(refused).toContain('src/admin/board/values.ts ../../limits/estimate.js')
  })

  test('refuse modules that need each other', () => {
    expect(ends).toContain('no-circle: src/runs/egg.ts src/runs/hen.ts')
  })

  test('refuse what is for server components alone in what is sent to the browser, however far away', () => {
    expect(ends).toContain('browser: src/client.ts src/admin/shared/serverSide.ts')
  })
})
