import { readdirSync, readFileSync } from 'node:fs'
import path from 'node:path'
import { expect, test } from 'vitest'
import { usageOutcomes } from '../../../src/limits/usage/usage.js'
import { ledgerOutcomes } from '../../../src/model/Attempt.js'
import { defaultSlugs } from '../../../src/options/CoursewrightOptions.js'

const docs = readFileSync('docs/api.md', 'utf8')
const documented = new Set(
  [...docs.matchAll(/^\| ((?:`\w+`(?:, )?)+) \| [345]\d\d \|/gm)]
    .flatMap(([, names = '']) => names.split(', '))
    .map((name) => name.replaceAll('`', '')),
)

/** What may refuse a request; the rest of `src` has codes of other things, such as those of providers. */
const folders = [
  'alerts',
  'access',
  'collections',
  'drafts',
  'endpoints',
  'hooks',
  'kinds',
  'kits',
  'library',
  'limits',
  'plans',
  'runs',
]
const files = folders.flatMap((folder) =>
  readdirSync(path.join('src', folder), { recursive: true, encoding: 'utf8' })
    .filter((file) => file.endsWith('.ts'))
    .map((file) => path.join(folder, file)),
)
const sources = [...files, 'invalidInput.ts'].map((file) => readFileSync(path.join('src', file), 'utf8'))
const all = (pattern: RegExp) =>
  sources.flatMap((source) => [...source.matchAll(pattern)].map(([, found = '']) => found))

/** As they stand behind `code:`, in the table of `explainError`, and put together from a name. */
const codesInSource = new Set([
  ...all(/\bcode(?::| =) ([^\n]+)/g).flatMap((text) =>
    [...text.matchAll(/'([a-z]+(?:_[a-z]+)*)'/g)].map(([, code = '']) => code),
  ),
  ...all(/^ {2}4\d\d: '(\w+)'/gm),
  ...all(/requireOneOf\('(\w+)'/g).map((name) => `unknown_${name}`),
  ...all(/findReadable\([^)]*name: '(\w+)'/g).map((name) => `unknown_${name}`),
])

test('every code that a refusal can have stands in docs/api.md', () => {
  expect(codesInSource.size).toBeGreaterThan(30)
  for (const code of ['not_found', 'empty_file', 'invalid_fields', 'forbidden', 'unknown_profile', 'unknown_format']) {
    expect(codesInSource).toContain(code)
  }
  expect([...codesInSource].filter((code) => !documented.has(code))).toEqual([])
})

test('docs/api.md names no code that nothing has', () => {
  expect([...documented].filter((code) => !codesInSource.has(code))).toEqual([])
})

test('docs/api.md names everything that the package exports as a value', () => {
  const index = readFileSync('src/index.ts', 'utf8').replaceAll(/export type \{[^}]*\}[^\n]*/g, '')
  const names = [...index.matchAll(/\{([^}]*)\}/g)].flatMap(([, list = '']) => list.split(','))
  const values = names.map((name) => name.trim()).filter((name) => name && !name.startsWith('type '))
  expect(values).toContain('importPositions')
  expect(values.filter((value) => !docs.includes(`\`${value}`))).toEqual([])
})

/** Names in code spans. */
const spansIn = (text: string): string[] => [...text.matchAll(/`([\w-]+)`/g)].map(([, name = '']) => name)

test('docs/api.md names every way a call can end, and those that usage spells otherwise', () => {
  const [, list = '', spellings = ''] = /^`outcome`[^:]*: ([^.]+)\.([^\n]*(?:\n[^\n]+)*)/m.exec(docs) ?? []
  expect(spansIn(list)).toEqual([...ledgerOutcomes])
  const others = usageOutcomes.filter((name) => !ledgerOutcomes.some((outcome) => outcome === name))
  expect(others.length).toBeGreaterThan(0)
  expect(others.filter((name) => !spansIn(spellings).includes(name))).toEqual([])
})

test('docs/options.md names every collection that `slugs` and `collectionOverrides` know', () => {
  const options = readFileSync('docs/options.md', 'utf8')
  const [, list = ''] = /^Names in `slugs` and `collectionOverrides`: ([^.]+)\./m.exec(options) ?? []
  expect(spansIn(list)).toEqual(Object.keys(defaultSlugs))
})
