/**
 * What redoing one section of seventeen takes: calls, calls for a plan among them, and how many of the other sixteen documents
 * were saved again. Both ways there are: the section written anew by itself, and named in a run that goes on with the course.
 *
 *   node --conditions=production --import tsx bench/content/redoSection.ts [--json]
 */

import { startTestPayload } from '../../test/integration/helpers/startTestPayload.js'
import { runEnded } from '../../test/integration/runs/helpers/runEnded.js'
import { bench } from '../report.js'

const redone = 'guarantee'

await bench({}, async () => {
  const host = await startTestPayload()
  const { payload } = host
  const worker = host.work()
  const run = async (kind: string, input: object) => {
    const { id } = await payload.create({ collection: 'generation-runs', depth: 0, data: { kind, input } })
    const { run: ended } = await runEnded(host, id, 300_000)
    if (ended.status !== 'completed') throw new Error(`The run ended ${ended.status}: ${ended.error}`)
    return ended
  }
  const taskOf = ({ message = {} }: { message?: Record<string, unknown> | undefined }) => String(message.task)
  try {
    const made = await run('course', { topic: 'Baking bread at home', format: 'launchKit', lessons: 1 })
    const course = made.target.value
    const readSections = async () => {
      const { docs } = await payload.find({
        ...{ collection: 'sections', where: { parentKey: { equals: `courses:${course}` } } },
        ...{ depth: 0, draft: true, pagination: false },
      })
      return new Map(docs.map(({ id, key, updatedAt }) => [String(key), { id, updatedAt }]))
    }
    const measure = async (kind: string, input: object) => {
      const before = await readSections()
      const callsBefore = host.model.requests().length
      await run(kind, input)
      const after = await readSections()
      const calls = host.model.requests().slice(callsBefore)
      const touched = [...before].filter(
        ([key, { id, updatedAt }]) =>
          key !== redone && (after.get(key)?.id !== id || after.get(key)?.updatedAt !== updatedAt),
      )
      return {
        kind,
        sections: after.size,
        calls: calls.length,
        planCalls: calls.filter((call) => taskOf(call) === 'plan').length,
        othersSavedAgain: touched.length,
      }
    }
    const section = (await readSections()).get(redone)?.id
    const results = [
      await measure('regenerate', { targets: [{ relationTo: 'sections', value: section }] }),
      await measure('course', { course, sections: [redone] }),
    ]
    await worker.stop()
    const isMet = results.every(
      ({ sections, calls, planCalls, othersSavedAgain }) =>
        sections === 17 && calls === 1 && planCalls === 0 && othersSavedAgain === 0,
    )
    const lines = results.map(
      ({ kind, calls, planCalls, othersSavedAgain, sections }) =>
        `${kind}: ${calls} call, ${planCalls} for a plan; ${othersSavedAgain} of the other ${sections - 1} documents were saved again.`,
    )
    return { figures: { results }, isMet, text: lines.join('\n') }
  } finally {
    await host.stop()
  }
})
