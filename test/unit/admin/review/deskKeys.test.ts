import { describe, expect, test } from 'vitest'
import { rejectReasons } from '../../../../src/admin/review/desk.js'
import * as address from '../../../../src/admin/review/deskAddress.js'
import { planOf } from '../../../../src/admin/review/draft/useParts.js'
import {
  actionOf,
  defaultKeys,
  deskActions,
  isUsableKey,
  readKeySettings,
  withKey,
} from '../../../../src/admin/review/keys.js'
import { reviewKinds } from '../../../../src/drafts/parts/draftFacts.js'
import { reviewStates } from '../../../../src/drafts/reviews.js'
import { quizFlags } from '../../../../src/generators/quiz/flags.js'
import { english } from '../../../../src/words/english.js'

const press = (key: string, more: object = {}) => ({
  ...{ key, altKey: false, ctrlKey: false, metaKey: false, repeat: false, isComposing: false, keyCode: 0 },
  ...more,
})

describe('a key', () => {
  test('does what its button does, in capitals too', () => {
    expect(deskActions.map((action) => actionOf(press(defaultKeys[action]), defaultKeys))).toEqual([...deskActions])
    expect(actionOf(press('A'), defaultKeys)).toBe('approve')
    expect(actionOf(press('q'), defaultKeys)).toBeUndefined()
    expect(actionOf(press('Enter'), defaultKeys)).toBeUndefined()
  })

  test('does nothing while characters are composed, as an input method says in either way', () => {
    expect(actionOf(press('a', { isComposing: true }), defaultKeys)).toBeUndefined()
    expect(actionOf(press('a', { keyCode: 229 }), defaultKeys)).toBeUndefined()
  })

  test.each(['ctrlKey', 'altKey', 'metaKey'])('is the browser’s with %s', (modifier) => {
    expect(actionOf(press('r', { [modifier]: true }), defaultKeys)).toBeUndefined()
  })

  test('that is held down moves on, and decides only once', () => {
    expect(actionOf(press('j', { repeat: true }), defaultKeys)).toBe('next')
    expect(actionOf(press('a', { repeat: true }), defaultKeys)).toBeUndefined()
    expect(actionOf(press('u', { repeat: true }), defaultKeys)).toBeUndefined()
  })

  test('that another action has changes places with it, so that none is ever lost', () => {
    const keys = withKey(defaultKeys, 'approve', 'R')
    expect([keys.approve, keys.reject]).toEqual(['r', 'a'])
    expect(new Set(Object.values(keys)).size).toBe(deskActions.length)
  })

  test('is one character that prints', () => {
    expect(['a', 'ß', 'ж', '你', '?'].filter(isUsableKey)).toHaveLength(5)
    expect(['Enter', ' ', '', 'ab', 'F1'].filter(isUsableKey)).toEqual([])
  })
})

test('keys that were stored are read, whatever else stands there', () => {
  expect(readKeySettings({ keys: { approve: 'q', next: 7, nonsense: 'z' }, areOff: true })).toEqual({
    keys: { ...defaultKeys, approve: 'q' },
    areOff: true,
  })
  for (const stored of [null, 'x', [], { keys: 'j' }, { keys: { approve: 'Enter' } }]) {
    expect(readKeySettings(stored)).toEqual({ keys: defaultKeys, areOff: false })
  }
  const doubled = readKeySettings({ keys: { approve: 'z', reject: 'z' } })
  expect(new Set(Object.values(doubled.keys)).size).toBe(deskActions.length)
})

// The panel reaches the server over HTTP alone, so what both must know stands in both.
test('the desk knows the states and flags of the server', () => {
  expect(address.queueStates).toEqual(reviewStates)
  expect(address.queueFlags).toEqual([...quizFlags, 'near-duplicate'])
  expect(rejectReasons).toEqual(Object.keys(english.rejectReasons))
})

test('each sort of draft has its words, in lists and among what waits', () => {
  expect(Object.keys(english.collections)).toEqual(expect.arrayContaining(reviewKinds))
  expect(Object.keys(english.draftKinds)).toEqual(reviewKinds)
})

describe('filters', () => {
  const { filterQuery, isFiltered, noFilters, readFilters } = address

  test('are in the address, and read from it again', () => {
    const filters = { ...noFilters, state: 'rejected', kind: 'drill', flag: 'any', run: '7', mine: true } as const
    expect(readFilters(filterQuery(filters))).toEqual(filters)
    expect(filterQuery(noFilters).toString()).toBe('')
  })

  test('that nobody knows are left out', () => {
    expect(readFilters(new URLSearchParams('state=lost&group=x&kind=essay&mine=yes'))).toEqual(noFilters)
  })

  test('keep rows out of sight, and grouping does not', () => {
    expect(isFiltered({ ...noFilters, group: 'none' })).toBe(false)
    expect(isFiltered({ ...noFilters, curriculum: '3' })).toBe(true)
  })
})

describe('approving a proposal', () => {
  const names = ['prompt', 'choices', 'hints']
  const plan = (...choices: [string, boolean][]) => planOf(names, new Map(choices))

  test('accepts all of it where nobody has said anything of its parts', () => {
    expect(plan()).toBeUndefined()
    expect(plan(['prompt', true], ['choices', true], ['hints', true])).toBeUndefined()
    expect(planOf([], new Map())).toBeUndefined()
  })

  test('accepts all parts but those that are refused', () => {
    expect(plan(['choices', false])).toEqual({ accepted: ['prompt', 'hints'], refused: ['choices'], left: [] })
    expect(plan(['prompt', false], ['choices', false], ['hints', false])).toMatchObject({ accepted: [], left: [] })
  })

  test('accepts only the parts that are chosen, and leaves the others open', () => {
    expect(plan(['prompt', true], ['hints', false])).toEqual({
      ...{ accepted: ['prompt'], refused: ['hints'], left: ['choices'] },
    })
  })
})
