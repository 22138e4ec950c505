import { buildConfig } from 'payload'
import { expect, test } from 'vitest'
import { coursewright } from '../../../src/index.js'
import { runStatusLabels, stepStatusLabels } from '../../../src/runs/vocabulary.js'
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
  const toOptions = (labels: Record<string, string>) =>
    Object.entries(labels).map(([value, label]) => ({ value, label }))
  expect(optionsOf('generation-runs.status')).toEqual(toOptions(runStatusLabels))
  expect(optionsOf('generation-steps.status')).toEqual(toOptions(stepStatusLabels))
})
