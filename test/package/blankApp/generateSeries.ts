import { readFileSync, writeFileSync } from 'node:fs'
import { setTimeout as wait } from 'node:timers/promises'
import { getPayload, type RequiredDataFromCollectionSlug } from 'payload'
import { startWorker } from 'payload-coursewright'
import config from './payload.config.js'

const isOpen = (status: unknown) => ['queued', 'planning', 'running'].some((open) => open === status)

// What a host's own script would do: fill the library, ask for two series, work on the queue in the two ways there are.
const payload = await getPayload({ config })
const positions: RequiredDataFromCollectionSlug<'positions'>[] = JSON.parse(readFileSync('positions.json', 'utf8'))
for (const position of positions) await payload.create({ collection: 'positions', data: position })

const request = (targetDrillCount: number) =>
  payload.create({ collection: 'generation-runs', data: { kind: 'drillSeries', input: { targetDrillCount } } })
const statusOf = async (id: number | string) => (await payload.findByID({ collection: 'generation-runs', id })).status
const resultOf = async (id: number | string) => {
  const { status, progress, target } = await payload.findByID({ collection: 'generation-runs', id, depth: 0 })
  const series = typeof target?.value === 'object' ? target.value.id : target?.value
  const drills = await payload.count({
    collection: 'drills',
    where: { and: [{ series: { equals: series } }, { _status: { equals: 'draft' } }] },
  })
  return { status, progress, drafts: drills.totalDocs }
}
const deadline = Date.now() + 60_000

const first = await request(6)
while (isOpen(await statusOf(first.id)) && Date.now() < deadline) {
  await payload.jobs.run({ queue: 'coursewright' })
  await wait(50)
}

const second = await request(4)
const worker = startWorker({ payload })
while (isOpen(await statusOf(second.id)) && Date.now() < deadline) await wait(50)
await worker.stop()

const results = { byPayload: await resultOf(first.id), byWorker: await resultOf(second.id) }
writeFileSync('results.json', JSON.stringify(results))
await payload.destroy()
