import type { TestPayload } from '../../helpers/startTestPayload.js'

/** A run with all it left behind. */
export const readRun = async ({ payload }: Pick<TestPayload, 'payload'>, id: number | string) => {
  const of = (path: string) => ({ where: { [path]: { equals: id } }, depth: 0, limit: 1000, pagination: false })
  const run = await payload.findByID({ collection: 'generation-runs', id, depth: 0 })
  const { docs: steps } = await payload.find({ collection: 'generation-steps', ...of('run'), sort: 'index' })
  const { docs: logs } = await payload.find({ collection: 'generation-logs', ...of('run'), sort: 'id' })
  const { docs: drills } = await payload.find({ collection: 'drills', ...of('provenance.run'), sort: 'order' })
  return { run, steps, logs, drills, batches: steps.filter(({ kind }) => kind === 'generate') }
}
