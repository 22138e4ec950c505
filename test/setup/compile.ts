import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { build, stop } from 'esbuild'

/** Inside the project, so that its packages are found and `.js` means ES modules as it does there. */
const compiled = path.resolve('.data/compiled')
/** What processes of the tests may load; snapshots of the schema and content are copied. */
const sources = ['src', 'demo', 'test', 'bench'].flatMap((folder) => filesIn(folder))
/** Set while a run of the tests has everything compiled. */
const isCompiled = 'TEST_COMPILED'

/**
 * Global set-up of vitest: the project as JavaScript under `.data/compiled`. Processes that tests start run this: it is what
 * hosts run, and it starts in half the time that a loader of TypeScript takes.
 */
export default async function compile(): Promise<() => void> {
  const { outputFiles } = await build({
    entryPoints: ['payload.config.ts', ...sources.filter((file) => /\.(tsx?|jsonl?|mjs)$/.test(file))],
    outdir: compiled,
    outbase: '.',
    format: 'esm',
    target: 'node20',
    jsx: 'automatic',
    // Not the project's own: migrations, which Payload writes, import types without saying so.
    tsconfigRaw: {},
    loader: { '.json': 'copy', '.jsonl': 'copy', '.mjs': 'copy' },
    write: false,
  })
  await stop()
  for (const { path: file, contents } of outputFiles) {
    // Another run may have processes that are reading it.
    if (existsSync(file) && readFileSync(file).equals(contents)) continue
    mkdirSync(path.dirname(file), { recursive: true })
    writeFileSync(file, contents)
  }
  const wanted = new Set(outputFiles.map((output) => output.path))
  for (const file of filesIn(compiled)) if (!wanted.has(file)) rmSync(file)
  process.env[isCompiled] = 'true'
  return () => {
    delete process.env[isCompiled]
  }
}

/** Arguments with which Node runs a script of the project, e.g. `test/chaos/processes/worker.ts`: compiled, where a run has compiled it. */
export const nodeArgs = (script: string): string[] =>
  process.env[isCompiled]
    ? [path.join(compiled, script.replace(/\.ts$/, '.js'))]
    : ['--import', 'tsx', path.resolve(script)]

/** All files below a folder, in no order that matters here. */
export function filesIn(folder: string): string[] {
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => path.join(entry.parentPath, entry.name))
}
