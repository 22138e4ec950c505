import type { TestPayload } from '../../helpers/startTestPayload.js'

/** Requests a series of drills; by default 10 in two batches, from openings. */
export const requestRun = async ({ payload }: Pick<TestPayload, 'payload'>, input: Record<string, unknown> = {}) =>
  payload.create({
    collection: 'generation-runs',
    depth: 0,
    data: { kind: 'drillSeries', input: { targetDrillCount: 10, phases: ['opening'], seed: 7, ...input } },
  })
