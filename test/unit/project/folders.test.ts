import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'

/** With the reason why its listing may be longer. */
const longer: Readonly<Record<string, string>> = {
  src: 'the layers, and the three entry points of the package',
  'test/unit': 'one folder for each of src',
  'demo/migrations': 'written by Payload',
}

const foldersIn = (root: string): string[] => [
  root,
  ...readdirSync(root, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isDirectory())
    .map(({ parentPath, name }) => join(parentPath, name)),
]
const entriesOf = (folder: string) => readdirSync(folder, { withFileTypes: true })

test.each(['src', 'test', 'bench', 'demo', 'scripts'].flatMap(foldersIn).filter((folder) => !longer[folder]))(
  'the listing of %s is a table of contents: read at a glance',
  (folder) => {
    expect(entriesOf(folder).length).toBeLessThanOrEqual(16)
  },
)

test('a folder holds several things: one alone stands beside it', () => {
  const folders = ['src', 'test', 'bench', 'demo', 'scripts'].flatMap(foldersIn)
  expect(folders.filter((folder) => entriesOf(folder).length === 1)).toEqual([])
})

test('a module is one idea, not one function: few are shorter than thirty lines', () => {
  const modules = foldersIn('src').flatMap((folder) =>
    entriesOf(folder)
      .filter(({ name }) => /\.tsx?$/.test(name))
      .map(({ name }) => join(folder, name)),
  )
  const short = modules.filter((file) => readFileSync(file, 'utf8').split('\n').length <= 30)
  expect(modules.length).toBeGreaterThan(100)
  // An entry point, data, a boundary. What one module alone needs belongs into it.
  expect(short.length / modules.length, short.join('\n')).toBeLessThan(1 / 7)
})
