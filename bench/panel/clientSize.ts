/**
 * What a browser has to load of ours: all modules of the package that run there, as Payload's own bundle would have them, with what the
 * host brings (Payload, React, Next) left out. Counted is what no page can put off; boards and whatever else is loaded when it is shown
 * first are told beside it. Target: at most 60 kB, gzipped.
 */
import { readdirSync, readFileSync } from 'node:fs'
import path from 'node:path'
import { gzipSync } from 'node:zlib'
import { build, type Metafile } from 'esbuild'
import { bench } from '../report.js'

const mostBytes = 60_000
const source = path.resolve('src')

const files = readdirSync(source, { recursive: true, encoding: 'utf8' })
  .filter((file) => /\.tsx?$/.test(file))
  .map((file) => path.join(source, file))
const isOfBrowser = (file: string) => /^['"]use client['"]/.test(readFileSync(file, 'utf8'))

/** Modules that run in the browser and stand in code that does not: the doors through which a page loads them. */
const doors = (): string[] => {
  const found = new Set<string>()
  for (const file of files.filter((file) => !isOfBrowser(file))) {
    for (const [, name = ''] of readFileSync(file, 'utf8').matchAll(/from '(\.[^']+)\.js'/g)) {
      const target = ['.tsx', '.ts'].map((end) => path.resolve(path.dirname(file), `${name}${end}`))
      const door = target.find((file) => files.includes(file) && isOfBrowser(file))
      if (door) found.add(door)
    }
  }
  return [...found].sort()
}

type Outputs = Metafile['outputs']

/** An output with all that it cannot do without. */
const withNeeds = (outputs: Outputs, name: string, found = new Set<string>()): Set<string> => {
  if (found.has(name)) return found
  found.add(name)
  for (const { kind, path, external } of outputs[name]?.imports ?? []) {
    if (kind === 'import-statement' && !external) withNeeds(outputs, path, found)
  }
  return found
}

await bench({}, async () => {
  const entries = doors()
  const { metafile, outputFiles } = await build({
    stdin: {
      contents: entries.map((file, index) => `export * as door${index} from ${JSON.stringify(file)}`).join('\n'),
      resolveDir: source,
    },
    ...{ bundle: true, splitting: true, format: 'esm', minify: true, metafile: true, write: false, outdir: 'out' },
    ...{ jsx: 'automatic', loader: { '.css': 'empty' }, define: { 'process.env.NODE_ENV': '"production"' } },
    external: [
      '@payloadcms/*',
      'payload',
      'payload/*',
      'react',
      'react/*',
      'react-dom',
      'react-dom/*',
      'next',
      'next/*',
    ],
  })
  const { outputs } = metafile
  const sizeOf = new Map(outputFiles.map((file) => [path.relative('.', file.path), gzipSync(file.contents).length]))
  const main = Object.keys(outputs).find((name) => outputs[name]?.entryPoint === '<stdin>') ?? ''
  const always = withNeeds(outputs, main)
  const sum = (names: Iterable<string>) => [...names].reduce((sum, name) => sum + (sizeOf.get(name) ?? 0), 0)
  const bytes = sum(always)
  const lazyBytes = sum(Object.keys(outputs).filter((name) => !always.has(name)))
  const parts = partsOf(outputs, always)
  const kB = (bytes: number) => `${(bytes / 1000).toFixed(1)} kB`
  return {
    figures: { bytes, lazyBytes, modules: entries.length, parts: Object.fromEntries(parts) },
    isMet: bytes <= mostBytes,
    text: [
      `Through ${entries.length} doors: ${kB(bytes)} gzipped (at most ${kB(mostBytes)}), and ${kB(lazyBytes)} loaded when first shown.`,
      'Before gzip, minified:',
      ...parts.map(([name, size]) => `  ${name.padEnd(32)} ${kB(size)}`),
    ].join('\n'),
  }
})

/** What the bytes are, before gzip: our folders, and packages, the largest first. */
function partsOf(outputs: Outputs, names: ReadonlySet<string>): [string, number][] {
  const sizes = new Map<string, number>()
  for (const name of names) {
    for (const [input, { bytesInOutput }] of Object.entries(outputs[name]?.inputs ?? {})) {
      const [, dependency] = /.*node_modules\/((?:@[^/]+\/)?[^/]+)/.exec(input) ?? []
      const part = dependency ?? path.dirname(input)
      sizes.set(part, (sizes.get(part) ?? 0) + bytesInOutput)
    }
  }
  return [...sizes].filter(([, size]) => size > 0).sort(([, one], [, other]) => other - one)
}
