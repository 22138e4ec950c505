import { expect, test } from 'vitest'
import { runDocOf } from '../../../src/runs/step/StepContext.js'

const run = { id: 1, kind: 'drillSeries', input: {}, progress: { requested: 3 } }

test.each([
  ['by its id', 7],
  ['as a document, as Payload populates it', { id: 7, title: 'A series' }],
])('the target of a run may be given %s', (_, value) => {
  const doc = { ...run, target: { relationTo: 'drill-series', value } }
  expect(runDocOf(doc).target).toEqual({ relationTo: 'drill-series', value: 7 })
})
