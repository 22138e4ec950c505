import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'

const folders = readdirSync('src', { recursive: true, withFileTypes: true })
  .filter((entry) => entry.isDirectory())
  .map(({ parentPath, name }) => join(parentPath, name))
const entriesOf = (folder: string) => readdirSync(folder, { withFileTypes: true })

test.each(folders)('the listing of %s is a table of contents: read at a glance', (folder) => {
  expect(entriesOf(folder).length).toBeLessThanOrEqual(18)
})

test('a module is one idea, not one function: few are shorter than thirty lines', () => {
  const modules = folders.flatMap((folder) =>
    entriesOf(folder)
      .filter(({ name }) => /\.tsx?$/.test(name))
      .map(({ name }) => join(folder, name)),
  )
  const short = modules.filter((file) => readFileSync(file, 'utf8').split('\n').length <= 30)
  expect(modules.length).toBeGreaterThan(100)
  // An entry point, data, a boundary. What one module alone needs belongs into it.
  expect(short.length / modules.length, short.join('\n')).toBeLessThan(1 / 7)
})
