import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'

interface LockedPackage {
  optionalDependencies?: Record<string, string>
}

const { packages }: { packages: Record<string, LockedPackage> } = JSON.parse(readFileSync('package-lock.json', 'utf8'))

test('the lock file knows the binaries of every platform, so that npm ci works on all of them', () => {
  // npm leaves out what its registry lacks at that moment, and then refuses its own lock file elsewhere.
  const missing = Object.entries(packages).flatMap(([place, { optionalDependencies = {} }]) =>
    Object.keys(optionalDependencies).filter((name) => !isLocked(place, name)),
  )
  expect(missing).toEqual([])
})

/** As Node looks for it: beside the package that wants it, then further up. */
function isLocked(place: string, name: string): boolean {
  const folders = place.split(/(?<=^|\/)node_modules\//)
  return folders.some((_, index) => {
    const above = folders.slice(0, folders.length - index).join('node_modules/')
    return packages[`${above ? `${above.replace(/\/$/, '')}/` : ''}node_modules/${name}`] !== undefined
  })
}
