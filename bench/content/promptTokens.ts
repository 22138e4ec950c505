/**
 * Prompt tokens of 20 drills over two phases, as the model's server counted them, against the way of before: `baseline`
 * is as many calls that carry the fixed 96 positions each, `baselineSingle` one call with 96 positions and all drills.
 *
 *   node --conditions=production --import tsx bench/content/promptTokens.ts [--json]
 */
import { measureBaselines } from '../../demo/measureBaselines.js'
import { seed } from '../../demo/seed.js'
import { startTestPayload } from '../../test/integration/helpers/startTestPayload.js'
import { runEnded } from '../../test/integration/runs/helpers/runEnded.js'
import { bench } from '../report.js'

const targets = { savedOfBaseline: 0.75, savedOfBaselineSingle: 0.4 }
const request = { targetDrillCount: 20, phases: ['opening', 'endgame'], seed: 7 }

const percent = (share: number): string => `${(share * 100).toFixed(1)} %`

await bench({}, async () => {
  const host = await startTestPayload()
  const { payload } = host

  const measure = async (name: string, input: object) => {
    const { id } = await payload.create({ collection: 'generation-runs', data: { kind: 'drillSeries', input } })
    const { run } = await runEnded(host, id)
    if (run.status !== 'completed') throw new Error(`The run ended ${run.status}: ${run.error}`)
    const { calls, promptTokens } = run.usage
    const { baseline, baselineSingle } = await measureBaselines(payload, input, calls)
    return {
      name,
      calls,
      promptTokens,
      baseline,
      baselineSingle,
      savedOfBaseline: 1 - promptTokens / baseline,
      savedOfBaselineSingle: 1 - promptTokens / baselineSingle,
    }
  }

  try {
    await seed(payload, () => undefined)
    const worker = host.work()
    const [curriculum] = (await payload.find({ collection: 'curricula', where: { game: { equals: 'chess' } } })).docs
    const [profile] = (await payload.find({ collection: 'profiles', limit: 1 })).docs
    const results = [
      await measure('positions alone', request),
      await measure('with a curriculum', { ...request, curriculum: curriculum?.id }),
      await measure('with a curriculum and a profile', {
        ...request,
        curriculum: curriculum?.id,
        profile: profile?.id,
      }),
    ]
    await worker.stop()
    const isMet = results.every(
      ({ savedOfBaseline, savedOfBaselineSingle }) =>
        savedOfBaseline >= targets.savedOfBaseline && savedOfBaselineSingle >= targets.savedOfBaselineSingle,
    )
    const lines = results.map(
      ({ name, promptTokens, calls, ...than }) =>
        `${name}: ${promptTokens} prompt tokens in ${calls} calls; ` +
        `baseline ${than.baseline} (${percent(than.savedOfBaseline)} fewer), ` +
        `baselineSingle ${than.baselineSingle} (${percent(than.savedOfBaselineSingle)} fewer)`,
    )
    const least = `At least ${percent(targets.savedOfBaseline)} and ${percent(targets.savedOfBaselineSingle)} fewer are wanted.`
    return { figures: { results, targets }, isMet, text: [...lines, least].join('\n') }
  } finally {
    await host.stop()
  }
})
