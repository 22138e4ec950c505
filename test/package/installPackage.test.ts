import {
  existsSync,
  lstatSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  realpathSync,
  rmSync,
  writeFileSync,
} from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { type OfflineModel, startOfflineModel } from '../../demo/model/startOfflineModel.js'
import { packPackage } from '../../scripts/packPackage.js'
import { type TestDatabase, testDatabase } from '../setup/postgres.js'
import { Child } from '../shared/Child.js'
import { command, type Environment } from './command.js'
import { createApp } from './createApp.js'

const temporary = mkdtempSync(path.join(realpathSync(tmpdir()), 'coursewright-app-'))
const folder = path.join(temporary, 'app')
const installed = path.join(folder, 'node_modules/payload-coursewright')
let tarball: string
let database: TestDatabase
let model: OfflineModel
let env: Environment

beforeAll(async () => {
  tarball = packPackage(temporary)
  createApp({ folder, tarball })
  await command({ folder, name: 'npm', args: ['install', '--prefer-offline', '--no-audit', '--no-fund'] })
  database = await testDatabase('package')
  model = await startOfflineModel()
  env = { DATABASE_URI: database.uri, MODEL_URL: model.baseURL }
}, 600_000)

afterAll(async () => {
  await model?.stop()
  await database?.drop()
  rmSync(temporary, { recursive: true, force: true, maxRetries: 5 })
})

const run = (name: string, ...args: string[]) => command({ folder, name, args, env })
const read = (file: string) => readFileSync(path.join(folder, file), 'utf8')

test('the package is installed as it would be published: no link, no tests, nothing beside what it lists', () => {
  expect(lstatSync(installed).isSymbolicLink()).toBe(false)
  expect(realpathSync(installed)).toBe(installed)
  const places = ['CHANGELOG.md', 'LICENSE', 'README.md', 'bin', 'dist', 'docs', 'package.json', 'src']
  expect(readdirSync(installed).sort()).toEqual(places)
  const links = [...readFileSync(path.join(installed, 'README.md'), 'utf8').matchAll(/\]\((docs\/[^)#]+)/g)]
  expect(links.length).toBeGreaterThan(3)
  for (const [, link = ''] of links) expect(existsSync(path.join(installed, link)), link).toBe(true)
  const files = readdirSync(path.join(installed, 'dist'), { recursive: true, encoding: 'utf8' })
  expect(files.filter((file) => /\.test\.|\.tsx?$/.test(file) && !file.endsWith('.d.ts'))).toEqual([])
})

test('the package resolves, and brings its types, wherever an ES module may be imported', async () => {
  const check = new Child({ args: ['--import', 'tsx', 'scripts/checkPackage.ts', tarball], keepsErrors: true })
  const { code, stdout, stderr } = await check.ended()
  expect(code, stdout + stderr).toBe(0)
})

test('the app generates types that know our collections', async () => {
  await run('payload', 'generate:types')
  const types = read('payload-types.ts')
  for (const slug of ['positions', 'curricula', 'profiles', 'drill-series', 'drills', 'generation-runs']) {
    expect(types).toMatch(new RegExp(`^ +'?${slug}'?: `, 'm'))
  }
})

test('the app generates an import map with every component that our collections name', async () => {
  await run('payload', 'generate:importmap')
  const importMap = read('app/(payload)/admin/importMap.js')
  const named = componentsNamedIn(path.join(installed, 'dist'))
  expect(named.length).toBeGreaterThan(3)
  for (const component of named) expect(importMap).toContain(`"${component}"`)
})

test("the app's configuration and a script of its own pass the type checker", async () => {
  await run('tsc', '--noEmit', '-p', '.')
})

test('the app builds its admin panel, with our components and their styles in it', async () => {
  await run('next', 'build')
  const styles = filesIn(path.join(folder, '.next/static'), '.css')
  const ours = filesIn(path.join(installed, 'dist'), '.css')
  expect(ours.length).toBeGreaterThan(0)
  const all = styles.map((file) => readFileSync(file, 'utf8')).join('\n')
  for (const file of ours) {
    const [, name] = /\.([a-z][\w-]+)/.exec(readFileSync(file, 'utf8')) ?? []
    expect(all, file).toContain(`.${name}`)
  }
}, 600_000)

test("series are generated in the app, by Payload's own runner and by our worker", async () => {
  writeFileSync(path.join(folder, 'positions.json'), JSON.stringify(chessPositions(4)))
  const output = await run('payload', 'run', './generateSeries.ts')
  // A script that fails in `payload run` still exits with 0.
  expect(existsSync(path.join(folder, 'results.json')), output).toBe(true)
  const done = (count: number) => ({
    status: 'completed',
    progress: { requested: count, generated: count, failed: 0 },
    drafts: count,
  })
  expect(JSON.parse(read('results.json'))).toMatchObject({ byPayload: done(6), byWorker: done(4) })
  expect(model.requests().length).toBeGreaterThanOrEqual(3)
})

const filesIn = (place: string, ending: string): string[] =>
  readdirSync(place, { recursive: true, encoding: 'utf8' })
    .filter((file) => file.endsWith(ending))
    .map((file) => path.join(place, file))

const componentsNamedIn = (place: string): string[] => {
  const named = filesIn(place, '.js').flatMap(
    (file) => readFileSync(file, 'utf8').match(/payload-coursewright\/(client|rsc)#\w+/g) ?? [],
  )
  return [...new Set(named)]
}

/** A few of each phase from the demo's library, so that notation and solution are real. */
const chessPositions = (perPhase: number): object[] => {
  const all: { phase: string }[] = readFileSync('demo/content/chess.jsonl', 'utf8')
    .split('\n')
    .filter(Boolean)
    .map((line) => JSON.parse(line))
  return ['opening', 'middlegame', 'endgame'].flatMap((wanted) =>
    all.filter(({ phase }) => phase === wanted).slice(0, perPhase),
  )
}
