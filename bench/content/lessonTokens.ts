/**
 * Prompt tokens of lessons in one call, as the model's server counted them, against as many calls for one lesson each: with a
 * curriculum of the demo and a kit of ordinary size, four sources of some 2,000 characters with vocabulary and a glossary.
 *
 *   node --conditions=production --import tsx bench/content/lessonTokens.ts [--json]
 */
import type { Payload } from 'payload'
import { seed } from '../../demo/seed.js'
import { startTestPayload } from '../../test/integration/helpers/startTestPayload.js'
import { runEnded } from '../../test/integration/runs/helpers/runEnded.js'
import { bench } from '../report.js'

/** Share of the prompt tokens that a batch of so many lessons must save. */
const targets: Readonly<Record<number, number>> = { 2: 0.47, 3: 0.61, 5: 0.7 }

const percent = (share: number): string => `${(share * 100).toFixed(1)} %`

const idOf = async (payload: Payload, collection: 'curricula' | 'profiles') => {
  const { docs } = await payload.find({ collection, limit: 1, sort: 'id', depth: 0 })
  return docs[0]?.id
}

/** Some 2,300 tokens. */
const ordinaryKit = () => {
  const sentences = [
    'A fork attacks two pieces at once, so that only one of them can be saved.',
    'Knights fork best, because no other piece but a knight attacks them in return.',
    'A pinned piece cannot move without exposing what stands behind it on the same line.',
    'Count attackers and defenders of a square before you give anything up on it.',
    'Loose pieces drop off: whatever nobody guards is where a tactic begins.',
    'Before each move look at the checks, captures and threats of both sides.',
  ]
  const source = (number: number) => ({
    title: `Handbook of tactics, chapter ${number}`,
    page: number,
    text: Array.from({ length: 27 }, (_, index) => sentences[(index * number) % sentences.length]).join(' '),
  })
  return {
    title: 'Tactics handbook',
    language: 'en',
    sources: [1, 2, 3, 4].map(source),
    vocabulary: sentences.map((sentence, index) => ({ term: `Term ${index + 1}`, meaning: sentence })),
    glossary: [{ term: 'discovered check', use: 'discovered check' }],
    requirements: 'Each lesson ends with something to try at the board.',
    tone: 'plain and friendly',
  }
}

await bench({}, async () => {
  const host = await startTestPayload()
  const { payload } = host
  try {
    await seed(payload, () => undefined)
    const worker = host.work()
    const curriculum = await idOf(payload, 'curricula')
    const profile = await idOf(payload, 'profiles')
    const { id: kit } = await payload.create({ collection: 'kits', data: ordinaryKit() })
    const promptTokens = async (lessons: number): Promise<number> => {
      const input = { subject: 'Chess tactics', topic: 'Forks', count: lessons, curriculum, profile, kit }
      const { id } = await payload.create({ collection: 'generation-runs', data: { kind: 'lessons', input } })
      const { run } = await runEnded(host, id)
      if (run.status !== 'completed') throw new Error(`The run ended ${run.status}: ${run.error}`)
      if (run.usage.calls !== 1) throw new Error(`${run.usage.calls} calls were made, one is expected.`)
      return run.usage.promptTokens
    }
    const single = await promptTokens(1)
    const results = []
    for (const [name, target] of Object.entries(targets)) {
      const lessons = Number(name)
      const batch = await promptTokens(lessons)
      const saved = 1 - batch / (lessons * single)
      results.push({ lessons, promptTokens: batch, singlePromptTokens: lessons * single, saved, target })
    }
    await worker.stop()
    const lines = results.map(
      ({ lessons, promptTokens: batch, singlePromptTokens, saved, target }) =>
        `${lessons} lessons: ${batch} prompt tokens in one call, ${singlePromptTokens} in ${lessons}: ` +
        `${percent(saved)} fewer; at least ${percent(target)} are wanted.`,
    )
    return {
      figures: { results },
      isMet: results.every(({ saved, target }) => saved >= target),
      text: lines.join('\n'),
    }
  } finally {
    await host.stop()
  }
})
