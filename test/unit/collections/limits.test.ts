import { buildConfig, type FlattenedField } from 'payload'
import { expect, test } from 'vitest'
import { drillLimits, drillSchema } from '../../../src/generators/drillSeries/drill.js'
import { coursewright } from '../../../src/index.js'
import { positionLimits } from '../../../src/library/position.js'
import { hostConfig } from '../plugins/hostConfig.js'

const { collections } = await buildConfig(hostConfig({ plugins: [coursewright({})] }))

/** The most a field takes, by its path. */
const limitsOf = (slug: string) => {
  const limits: Record<string, number> = {}
  const walk = (fields: readonly FlattenedField[], path: string) => {
    for (const field of fields) {
      const here = `${path}${field.name}`
      if ('maxLength' in field && field.maxLength) limits[here] = field.maxLength
      if ('maxRows' in field && field.maxRows) limits[`${here} rows`] = field.maxRows
      if ('flattenedFields' in field) walk(field.flattenedFields, `${here}.`)
    }
  }
  walk(collections.find((collection) => collection.slug === slug)?.flattenedFields ?? [], '')
  return limits
}

test('a drill that fills its fields to the last character passes the checks of answers, and not one character more', () => {
  const limits = limitsOf('drills')
  const of = (path: string, more = 0) => 'x'.repeat((limits[path] ?? Number.NaN) + more)
  const drill = (more: string | undefined) => {
    const filled = (path: string) => of(path, path === more ? 1 : 0)
    return {
      key: 'd01',
      prompt: filled('prompt'),
      choices: [{ text: filled('choices.text'), correct: true, rationale: filled('choices.rationale') }],
      solution: filled('solution'),
      explanation: 'x',
      hints: Array.from({ length: (limits['hints rows'] ?? 0) + (more === 'hints rows' ? 1 : 0) }, () =>
        filled('hints.text'),
      ),
    }
  }
  expect(drillSchema.safeParse(drill(undefined)).error).toBeUndefined()
  for (const path of ['prompt', 'choices.text', 'choices.rationale', 'solution', 'hints.text', 'hints rows']) {
    expect({ path, fits: drillSchema.safeParse(drill(path)).success }).toEqual({ path, fits: false })
  }
  expect(limits.principle).toBe(drillLimits.principle)
  expect(limitsOf('curricula')['principles.name']).toBe(drillLimits.principle)
})

test('what an import takes fits the fields of a position, to the last character', () => {
  const { notation, move, moves, line, score, theme, themes, source, notes } = positionLimits
  expect(limitsOf('positions')).toMatchObject({
    notation,
    themes: theme,
    'themes rows': themes,
    'solution.best': move,
    'solution.line': line,
    'solution.alsoBest': move,
    'solution.alsoBest rows': moves,
    'solution.avoid': move,
    'solution.avoid rows': moves,
    'solution.score': score,
    source,
    notes,
  })
  // A drill shows the position it is made of.
  expect(limitsOf('drills')).toMatchObject({ notation, solution: move })
})
