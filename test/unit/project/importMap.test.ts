import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'

// A component that is missing there is left out of the panel without a word. `npm run generate:importmap` brings it in.
test('the import map of the reference host has every component that collections name', () => {
  const code = readdirSync('src', { recursive: true, encoding: 'utf8' })
    .filter((name) => name.endsWith('.ts'))
    .map((name) => readFileSync(join('src', name), 'utf8'))
    .join('')
  const named = new Set(code.match(/payload-coursewright\/(client|rsc)#\w+/g))
  expect(named.size).toBeGreaterThan(5)
  const map = readFileSync('app/(payload)/admin/importMap.js', 'utf8')
  expect([...named].filter((component) => !map.includes(`"${component}"`))).toEqual([])
})
