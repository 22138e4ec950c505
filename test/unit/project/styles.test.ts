import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'

const sheets = ['src', 'app'].flatMap((folder) =>
  readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter((name) => name.endsWith('.css'))
    .map((name) => join(folder, name)),
)

/** Names or values that mean a side of the screen, where CSS has one for the start or end of a line. */
const sideways = [
  /^(?:margin|padding|border|scroll-margin|scroll-padding)-(?:left|right)\b/,
  /^(?:left|right):/,
  /^border-(?:top|bottom)-(?:left|right)-radius:/,
  /^(?:text-align|float|clear|justify-content|justify-items|justify-self):\s*(?:left|right)\b/,
]

/** `0 1px 2px 3px` and the like, where calculations count as one. */
const sidesOf = (declaration: string): string[] =>
  declaration
    .replace(/^[^:]*:\s*|;$/g, '')
    .match(/(?:[^\s()]|\((?:[^()]|\((?:[^()]|\([^()]*\))*\))*\))+/g)
    ?.map(String) ?? []

const isSideways = (declaration: string): boolean => {
  if (sideways.some((pattern) => pattern.test(declaration))) return true
  if (!/^(?:margin|padding|inset):/.test(declaration)) return false
  const [, right, , left] = sidesOf(declaration)
  return left !== undefined && right !== left
}

test.each([
  ['margin-left: 1px;', true],
  ['right: 0;', true],
  ['border-left-color: red;', true],
  ['text-align: right;', true],
  ['padding: 0 1px 2px calc(var(--base) * 2);', true],
  ['padding: calc((1px + 2px) * 2) 1px 0 1px;', false],
  ['margin-inline-start: 1px;', false],
])('%s means a side of the screen: %s', (declaration, expected) => expect(isSideways(declaration)).toBe(expected))

test('no style says left or right, so that every page can be read from right to left', () => {
  expect(sheets.length).toBeGreaterThan(15)
  const found = sheets.flatMap((sheet) =>
    readFileSync(sheet, 'utf8')
      .split('\n')
      .map((line) => line.trim())
      .filter(isSideways)
      .map((line) => `${sheet}: ${line}`),
  )
  expect(found).toEqual([])
})
