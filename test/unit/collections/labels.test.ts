import { buildConfig } from 'payload'
import { expect, test } from 'vitest'
import { coursewright } from '../../../src/index.js'
import { pauseReasons, runStatuses, stepStatuses } from '../../../src/runs/vocabulary.js'
import { english } from '../../../src/words/english.js'
import { englishReader, englishWords } from '../admin/englishWords.js'
import { hostConfig } from '../plugins/hostConfig.js'

const { collections } = await buildConfig(hostConfig({ plugins: [coursewright({})] }))

const ours = collections.filter(({ slug }) => !slug.startsWith('payload-') && slug !== 'users')
const selects = ours.flatMap(({ slug, flattenedFields }) =>
  flattenedFields.flatMap((field) =>
    // Payload's own select for drafts is labelled by Payload.
    field.type === 'select' && field.name !== '_status' ? [{ name: `${slug}.${field.name}`, field }] : [],
  ),
)
const optionsOf = (name: string) => selects.find((select) => select.name === name)?.field.options

test('no select of ours shows people a bare value', () => {
  expect(selects.length).toBeGreaterThan(10)
  const bare = selects.filter(({ field: { options } }) =>
    options.some((option) => typeof option === 'string' || option.label === option.value),
  )
  expect(bare.map(({ name }) => name)).toEqual([])
})

test('lists and filters call a status what the card of a run calls it', () => {
  const read = (name: string) =>
    optionsOf(name)?.map((option) => {
      if (typeof option === 'string' || typeof option.label !== 'function') return option
      return { value: option.value, label: option.label({ i18n: englishReader as never, t: String }) }
    })
  const said = (group: 'runStatuses' | 'stepStatuses', values: readonly string[]) =>
    values.map((value) => ({ value, label: englishWords.named(group, value) }))
  expect(read('generation-runs.status')).toEqual(said('runStatuses', runStatuses))
  expect(read('generation-steps.status')).toEqual(said('stepStatuses', stepStatuses))
})

test('every status has a word', () => {
  expect(Object.keys(english.runStatuses)).toEqual([...runStatuses])
  expect(Object.keys(english.stepStatuses)).toEqual([...stepStatuses])
  expect(Object.keys(english.pauseReasons)).toEqual([...pauseReasons])
})
