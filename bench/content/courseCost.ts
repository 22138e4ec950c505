/**
 * What a course costs by tiers, against all of it on the complex model: a course of six lessons with its five sections, and one
 * with the seventeen of a launch kit, on the offline model, whose tokens are counted by a real tokenizer. Priced by each
 * preset with two models and their shipped prices; a prompt's cached part is not counted as cheaper.
 *
 *   node --conditions=production --import tsx bench/content/courseCost.ts [--json] [--lessons 6]
 */
import { sql } from '@payloadcms/db-postgres/drizzle'
import { startOfflineModel } from '../../demo/model/startOfflineModel.js'
import { poolOf } from '../../src/database/adapter.js'
import type { Provider } from '../../src/model/Provider.js'
import { providerPresets } from '../../src/model/providers/presets.js'
import { startTestPayload } from '../../test/integration/helpers/startTestPayload.js'
import { runEnded } from '../../test/integration/runs/helpers/runEnded.js'
import { bench } from '../report.js'

const formats = ['course', 'launchKit'] as const

interface Tokens {
  calls: number
  prompt: number
  completion: number
}

await bench({ lessons: 6 }, async ({ lessons }) => {
  const server = await startOfflineModel()
  const provider = { baseURL: server.baseURL, complex: 'complex', simple: 'simple', offline: true }
  const host = await startTestPayload({ options: { model: { providers: [provider] } } })
  const { payload } = host
  try {
    const worker = host.work()
    const results = []
    for (const format of formats) {
      const input = { topic: 'Baking bread at home', format, lessons }
      const { id } = await payload.create({ collection: 'generation-runs', data: { kind: 'course', input } })
      const { run } = await runEnded(host, id)
      if (run.status !== 'completed') throw new Error(`The run ended ${run.status}: ${run.error}`)
      const { rows } = await poolOf(payload).execute(sql`
        select model, count(*) as calls, sum(prompt_tokens) as prompt, sum(completion_tokens) as completion
        from generation_logs where run_id = ${id} and outcome is not null group by model`)
      const sum = (model: string): Tokens => {
        const row = rows.find((one) => one.model === model)
        return {
          calls: Number(row?.calls ?? 0),
          prompt: Number(row?.prompt ?? 0),
          completion: Number(row?.completion ?? 0),
        }
      }
      const [complex, simple] = [sum('complex'), sum('simple')]
      const prices = Object.values(providerPresets).flatMap((preset) => {
        const { models } = preset
        const all: Provider['prices'] = preset.prices
        const [dear, cheap] = [all[models.complex], all[models.simple]]
        if (models.complex === models.simple || !dear || !cheap) return []
        const cost = (price: typeof dear, of: Tokens) =>
          (of.prompt * price.promptUsd + of.completion * price.completionUsd) / 1_000_000
        const allComplexUsd = cost(dear, complex) + cost(dear, simple)
        const tiersUsd = cost(dear, complex) + cost(cheap, simple)
        return [{ provider: preset.name, models, tiersUsd, allComplexUsd, saved: 1 - tiersUsd / allComplexUsd }]
      })
      results.push({ format, complex, simple, prices })
    }
    await worker.stop()
    const lines = results.flatMap(({ format, complex, simple, prices }) => [
      `${format}, ${lessons} lessons: ${complex.calls} calls on complex (${complex.prompt} + ${complex.completion} tokens), ` +
        `${simple.calls} on simple (${simple.prompt} + ${simple.completion}).`,
      ...prices.map(
        ({ provider, models, tiersUsd, allComplexUsd, saved }) =>
          `  ${provider}, ${models.complex} with ${models.simple}: ${tiersUsd.toFixed(4)} US dollars, ` +
          `${allComplexUsd.toFixed(4)} all on complex: ${(saved * 100).toFixed(1)} % less.`,
      ),
    ])
    return {
      figures: { lessons, results },
      isMet: results.every(({ prices }) => prices.length > 0 && prices.every(({ saved }) => saved > 0)),
      text: lines.join('\n'),
    }
  } finally {
    await host.stop()
    await server.stop()
  }
})
