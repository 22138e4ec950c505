import { existsSync, readdirSync, readFileSync } from 'node:fs'
import path from 'node:path'
import { expect, test } from 'vitest'

const pages = ['docs/architecture.md', 'docs/kinds.md']
const textOf = (page: string) => readFileSync(page, 'utf8')

const entries = readdirSync('src', { recursive: true, withFileTypes: true })
const places = entries.map((entry) => ({
  path: path.posix.join(entry.parentPath, entry.name).slice('src/'.length),
  isFolder: entry.isDirectory(),
}))
const sources = new Map(
  places
    .filter(({ path: place }) => /\.tsx?$/.test(place))
    .map(({ path: place }) => [place, readFileSync(path.join('src', place), 'utf8')]),
)

/** Layers from the top down, as the lint rule has them; one may have no code yet. */
const layers = (() => {
  const [, list = ''] = /^const layers = \[\n(.*?)^\]/ms.exec(readFileSync('.dependency-cruiser.mjs', 'utf8')) ?? []
  return list.split('\n').map((line) => [...line.matchAll(/'([^']+)'/g)].map(([, place = '']) => place))
})().filter((layer) => layer.length > 0)

const declares = (source: string, name: string): boolean =>
  new RegExp(`\\b(?:const|function\\*?|class|interface|type) ${name}\\b`).test(source) ||
  // A member of an interface, class or object; an option of a schema.
  new RegExp(`^ *(?:readonly |async )?${name}\\??(?:[:(]|,$)`, 'm').test(source)

/** A status, a code, a kind: a word that the code knows as text. */
const isWordOf = (source: string, name: string): boolean => source.includes(`'${name}'`)

/** What stands in code spans; examples in blocks are held by the tests they come from. */
const spansOf = (text: string): string[] => [...text.matchAll(/`([^`\n]+)`/g)].map(([, span = '']) => span)

const isPath = (span: string): boolean =>
  /^(?!\/|\.\.)[\w./-]+$/.test(span) && (span.includes('/') || /\.(?:tsx?|mjs|md)$/.test(span))

/** `name`, `model.sections`, `StepWaits(topic, message)`, `...provenanceFields(settings)`, `isLast: true` */
const namesIn = (span: string): string[] => {
  const [, name = ''] = /^(?:\.\.\.)?([A-Za-z]\w*(?:\.\w+)*)(?:$|\(|: \w+$)/.exec(span) ?? []
  return isPath(span) || name === '' ? [] : name.split('.')
}

/** Of Payload, of Postgres, of browsers: not ours to declare. */
const foreign = ['EventSource', 'pg_notify']

test.each(pages)('every path that %s names exists', (page) => {
  const exists = (place: string) =>
    existsSync(path.join('src', place)) || existsSync(place) || layers.flat().includes(place.replace(/\/$/, ''))
  const paths = spansOf(textOf(page)).filter(isPath)
  expect(paths.length).toBeGreaterThan(0)
  expect(paths.filter((place) => !exists(place))).toEqual([])
})

/** Pages that a page leads to, by their path from the root. */
const linksOf = (page: string): string[] =>
  [...textOf(page).matchAll(/\]\(([^)#:]+\.md)(?:#[^)]*)?\)/g)].map(([, link = '']) =>
    path.join(path.dirname(page), link),
  )

test.each(pages)('every page that %s leads to exists', (page) => {
  expect(linksOf(page).length).toBeGreaterThan(0)
  expect(linksOf(page).filter((link) => !existsSync(link))).toEqual([])
})

test.each(pages)('every name in code that %s names is one of src/', (page) => {
  const all = [...sources.values()].join('\n')
  const names = [...new Set(spansOf(textOf(page)).flatMap(namesIn))]
  expect(names.length).toBeGreaterThan(20)
  const unknown = names.filter((name) => !declares(all, name) && !isWordOf(all, name))
  expect(unknown.filter((name) => !foreign.includes(name))).toEqual([])
})

/** `file` · `name` */
const placed = (text: string) =>
  [...text.replaceAll(/\s+/g, ' ').matchAll(/`([\w./-]+(?:\.tsx?|\/))` · `(\w+)`/g)].map(
    ([, place = '', name = '']) => ({
      place,
      name,
    }),
  )

test('docs/architecture.md names each function with the file that declares it', () => {
  const stops = placed(textOf('docs/architecture.md'))
  expect(stops).toContainEqual({ place: 'runs/sql/claims.ts', name: 'claimStep' })
  expect(stops.length).toBeGreaterThan(40)
  const isThere = ({ place, name }: (typeof stops)[number]) =>
    [...sources].some(([file, source]) => (file === place || file.startsWith(place)) && declares(source, name))
  expect(stops.filter((stop) => !isThere(stop))).toEqual([])
})

test('docs/architecture.md names every folder of src/', () => {
  const named = new Set(spansOf(textOf('docs/architecture.md')))
  const folders = places.filter(({ isFolder }) => isFolder).map(({ path: folder }) => `${folder}/`)
  expect(folders).toContain('runs/sql/')
  expect(folders.filter((folder) => !named.has(folder))).toEqual([])
})

test('docs/architecture.md shows the layers that lint holds, in their order, and says which have no code', () => {
  const rows = [...textOf('docs/architecture.md').matchAll(/^\| (`[^|]+) \| ([^|]+) \|/gm)].map(
    ([, first = '', second = '']) => ({
      layer: spansOf(first).map((place) => place.replace(/\/$/, '')),
      isEmpty: second.includes('no code yet'),
    }),
  )
  expect(rows.map(({ layer }) => layer)).toEqual(layers)
  const wrong = rows.filter(
    ({ layer, isEmpty }) => isEmpty && layer.some((place) => existsSync(path.join('src', place))),
  )
  expect(wrong).toEqual([])
})

test('docs/architecture.md is one page', () => {
  expect(textOf('docs/architecture.md').split('\n').length).toBeLessThanOrEqual(150)
})

test('the README leads to docs/architecture.md, in one step or two', () => {
  const near = linksOf('README.md').filter((page) => existsSync(page))
  expect([...near, ...near.flatMap(linksOf)]).toContain('docs/architecture.md')
})
