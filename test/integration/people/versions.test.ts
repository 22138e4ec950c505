import { afterAll, beforeAll, expect, test } from 'vitest'
import { inTransaction } from '../../../src/database/transactions.js'
import { rewriteDraft } from '../../../src/drafts/rewriteDraft.js'
import { markdownToRichText } from '../../../src/generators/richText.js'
import { settingsOf } from '../../../src/options/Settings.js'
import { finishRun } from '../api/helpers/finishRun.js'
import { requestRun } from '../api/helpers/requestRun.js'
import { type Api, startApi } from '../api/helpers/startApi.js'
import { addPositions } from '../helpers/addPositions.js'

const most = 4

let api: Api
let run: number
let drill: number

beforeAll(async () => {
  api = await startApi({
    options: {
      collectionOverrides: {
        drills: ({ defaultCollection }) => ({ ...defaultCollection, versions: { drafts: true, maxPerDoc: most } }),
      },
    },
  })
  await addPositions({ payload: api.payload, counts: { opening: 4 } })
  run = (await requestRun(api.as.editor, { targetDrillCount: 1, phases: ['opening'] })).id
  await finishRun(api, run)
  const { docs } = await api.payload.find({ collection: 'drills', draft: true, depth: 0 })
  drill = Number(docs[0]?.id)
})
afterAll(() => api?.stop())

/** Newest first. */
const versions = async () => {
  const { body } = await api.as.editor.get(`/drills/versions?where[parent][equals]=${drill}&sort=-updatedAt&limit=50`)
  return body.docs as { id: number; version: { prompt: string; explanation: unknown; lastWriter?: string } }[]
}

const writeAnew = (time: number) =>
  inTransaction(api.payload, (req) =>
    rewriteDraft({
      ...{ settings: settingsOf(api.payload), req, name: 'drills', id: drill, run, promptVersion: 'test' },
      made: { model: 'm', provider: 'p' },
      valuesOf: () => ({ explanation: markdownToRichText(`The explanation of run ${time}, which nobody changed.`) }),
    }),
  )

const edit = (prompt: string) => api.as.editor.patch(`/drills/${drill}?draft=true`, { prompt, _status: 'draft' })

test('however often runs write a document, the latest version that a person wrote is there to go back to', async () => {
  await edit('The first words of a person.')
  await edit('The last words of a person.')
  for (let time = 1; time <= 2 * most; time += 1) await writeAnew(time)
  const [first, ...others] = await versions()
  expect(others).toHaveLength(most)
  expect(JSON.stringify(first?.version.explanation)).toContain(`of run ${2 * most},`)
  const personal = others.at(-1)
  expect(personal?.version).toMatchObject({ lastWriter: 'person', prompt: 'The last words of a person.' })
  expect(others.slice(0, -1).every(({ version }) => version.lastWriter === 'run')).toBe(true)
  const { status } = await api.as.editor.post(`/drills/versions/${personal?.id}?draft=true`)
  expect(status).toBe(200)
  const { body } = await api.as.editor.get(`/drills/${drill}?draft=true&depth=0`)
  expect(body.prompt).toBe('The last words of a person.')
})

test('an older version of a person goes once there is a newer one', async () => {
  for (let time = 0; time < 2 * most; time += 1) await edit(`Said again, for the time ${time}.`)
  const kept = await versions()
  expect(kept.map(({ version }) => version.prompt)).toEqual(
    Array.from({ length: most }, (_, index) => `Said again, for the time ${2 * most - 1 - index}.`),
  )
})

test('collections that no run writes into keep what Payload keeps', () => {
  const { config } = api.payload
  const keeps = (slug: string) => config.collections.find((one) => one.slug === slug)?.versions
  expect(keeps('drills')).toMatchObject({ maxPerDoc: 0 })
  expect(keeps('kits')).toMatchObject({ maxPerDoc: 20 })
})
