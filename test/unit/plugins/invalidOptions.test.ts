import { describe, expect, test } from 'vitest'
import { type CoursewrightOptions, chess, coursewright, InvalidOption } from '../../../src/index.js'
import { hostConfig } from './hostConfig.js'

/** As a host in plain JavaScript would, with anything at all. */
const boot = (options: object) => coursewright(options as CoursewrightOptions)(hostConfig())

const refusalOf = (options: object): InvalidOption => {
  try {
    boot(options)
  } catch (error) {
    if (error instanceof InvalidOption) return error
    throw error
  }
  throw new Error('The options were accepted.')
}

interface Case {
  options: object
  /** What the message calls it. */
  option: string
  given?: string
  /** What the message says of it. Default: that it is what was given. */
  says?: string
  allowed: string
}

const number = (option: string, given: unknown, from: number, to: number): Case => {
  const [group = '', name = ''] = option.split('.')
  const allowed = `give a whole number from ${from} to ${to}`
  return {
    options: { [group]: { [name]: given } },
    option,
    given: typeof given === 'number' ? String(given) : JSON.stringify(given),
    allowed,
  }
}

const cases: Case[] = [
  {
    options: { modle: {} },
    option: 'modle',
    given: 'unknown',
    allowed: 'use enabled, model',
  },
  {
    options: { model: { url: 'x' } },
    option: 'model.url',
    given: 'unknown',
    allowed: 'use providers, timeoutMs, sections',
  },
  {
    options: { drillSeries: { count: 1 } },
    option: 'drillSeries.count',
    given: 'unknown',
    allowed: 'use targetDrillCount',
  },
  {
    options: { steps: { retries: 1 } },
    option: 'steps.retries',
    given: 'unknown',
    allowed: 'use attempts, leaseSeconds',
  },
  {
    options: { slugs: { exercises: 'x' } },
    option: 'slugs.exercises',
    given: 'unknown',
    allowed: 'use positions, curricula',
  },

  number('drillSeries.targetDrillCount', 0, 1, 1000),
  number('drillSeries.targetDrillCount', 1001, 1, 1000),
  number('drillSeries.targetDrillCount', '21', 1, 1000),
  number('drillSeries.targetDrillCount', 2.5, 1, 1000),
  number('drillSeries.targetDrillCount', Number.NaN, 1, 1000),
  number('drillSeries.extraPositionsPerPhase', -1, 0, 100),
  number('drillSeries.maxPositionsPerPhase', 0, 1, 1000),
  number('drillSeries.batchSize', 11, 1, 10),
  number('drillSeries.choices', 1, 2, 6),
  number('steps.attempts', 0, 1, 10),
  number('steps.leaseSeconds', 0, 1, 3600),
  number('steps.retryDelayMs', -1, 0, 3_600_000),
  number('steps.outageMs', -1, 0, 2_592_000_000),
  number('steps.runDeadlineMs', 0, 100, 2_592_000_000),
  { options: { games: [] }, option: 'games', given: '[]', allowed: 'give at least one game' },
  {
    options: { games: [{ ...chess, slug: 'Chess 960' }] },
    option: 'games[0].slug',
    given: '"Chess 960"',
    allowed: 'use lower-case letters, digits and hyphens',
  },
  {
    options: { games: [chess, chess] },
    option: 'games',
    says: 'has "chess" twice',
    allowed: 'each game needs its own slug',
  },
  {
    options: { games: [{ ...chess, phases: [] }] },
    option: 'games[0].phases',
    given: '[]',
    allowed: 'at least one phase',
  },
  {
    options: { games: [chess, { ...chess, slug: 'go', phases: undefined }] },
    option: 'games[1].phases',
    given: 'undefined',
    allowed: 'at least one phase',
  },
  {
    options: { games: [{ ...chess, phases: [{ value: 'End game', label: 'Endgame' }] }] },
    option: 'games[0].phases[0].value',
    given: '"End game"',
    allowed: 'use lower-case letters, digits and hyphens',
  },
  {
    options: { games: [{ ...chess, legalMoves: undefined }] },
    option: 'games[0].legalMoves',
    given: 'undefined',
    allowed: 'give a function',
  },

  {
    options: { slugs: { drills: 'tasks', profiles: 'tasks' } },
    option: 'slugs',
    says: 'has "tasks" twice',
    allowed: 'two collections cannot share it',
  },
  {
    options: { slugs: { drills: 'positions' } },
    option: 'slugs',
    says: 'has "positions" twice',
    allowed: 'two collections cannot share it',
  },
  {
    options: { usersSlug: 'people' },
    option: 'usersSlug',
    given: '"people"',
    allowed: 'name an auth collection of this config: users',
  },
  { options: { usersSlug: 'pages' }, option: 'usersSlug', given: '"pages"', allowed: 'name an auth collection' },

  {
    options: { slugs: { drills: 'My Drills!' } },
    option: 'slugs.drills',
    given: '"My Drills!"',
    allowed: 'use letters',
  },
  { options: { queue: '' }, option: 'queue', given: '""', allowed: 'use lower-case letters' },
  { options: { queue: 5 }, option: 'queue', given: '5', allowed: 'use lower-case letters' },
  { options: { safeQueue: true }, option: 'safeQueue', given: 'true', allowed: 'give "own", "all" or false' },
  { options: { roleOf: 'admin' }, option: 'roleOf', given: '"admin"', allowed: 'give a function' },
  { options: { enabled: 'no' }, option: 'enabled', given: '"no"', allowed: 'give true or false' },
  { options: { model: null }, option: 'model', given: 'null', allowed: 'give an object' },
  { options: { model: 'gpt' }, option: 'model', given: '"gpt"', allowed: 'give an object' },
  { options: { games: [null] }, option: 'games[0]', given: 'null', allowed: 'give a game' },
  { options: { drillSeries: null }, option: 'drillSeries', given: 'null', allowed: 'give an object' },
  {
    options: { games: [{ ...chess, phases: [...chess.phases, ...chess.phases] }] },
    option: 'games[0].phases',
    says: 'has "opening" twice',
    allowed: 'each phase needs its own value',
  },
  {
    options: { games: [{ ...chess, phases: [{ value: 'opening' }] }] },
    option: 'games[0].phases[0].label',
    given: 'undefined',
    allowed: 'give text',
  },
]

describe('a bad option stops the boot and says which, what was given and what is allowed', () => {
  test.each(cases)('$option: $given', ({ options, option, given, says = `is ${given}`, allowed }) => {
    const refusal = refusalOf(options)
    expect(refusal.option).toBe(option)
    expect(refusal.message).toContain(`coursewright: option \`${option}\` ${says}`)
    expect(refusal.message).toContain(allowed)
  })
})

test('options that are none at all are refused too', () => {
  expect(() => coursewright(JSON.parse('null'))(hostConfig())).toThrow(InvalidOption)
})

test('what is given is cut to a line, so that a large option does not fill the screen', () => {
  const refusal = refusalOf({ queues: 'x'.repeat(5000) })
  expect(refusal.message.length).toBeLessThan(400)
})

test.each([
  ['the least allowed', { drillSeries: { targetDrillCount: 1, extraPositionsPerPhase: 0, batchSize: 1, choices: 2 } }],
  ['the most allowed', { drillSeries: { targetDrillCount: 1000, batchSize: 10, choices: 6 }, steps: { attempts: 10 } }],
  ['one game of the two', { games: [chess] }],
  ['nothing', {}],
])('%s is accepted', (_, options) => {
  expect(() => boot(options)).not.toThrow()
})
