import type { CollectionSlug, Payload } from 'payload'

/** All that a job of another queue needs to do what a step of ours does: one call to the model, one drill saved. */
export interface EqualStep {
  /** Of chat completions. */
  modelURL: string
  /** What one of our own steps sent. */
  request: unknown
  /** What one of our own steps saved. */
  drill: Record<string, unknown>
  positions: (number | string)[]
  /** Names this measurement, so that its drills are told from those of others. */
  name: string
}

/** Throws when the drill of this number is there already. */
export const doEqualStep = async (payload: Payload, step: EqualStep, number: number): Promise<void> => {
  const answer = await fetch(step.modelURL, {
    method: 'POST',
    headers: { 'content-type': 'application/json', authorization: 'Bearer none' },
    body: JSON.stringify(step.request),
  })
  if (!answer.ok) throw new Error(`The model answered ${answer.status}.`)
  await answer.text()
  const { provenance, ...drill } = step.drill
  await payload.create({
    collection: 'drills' as CollectionSlug,
    draft: true,
    depth: 0,
    data: {
      ...drill,
      position: step.positions[number % step.positions.length],
      provenance: { ...(provenance as object), item: `${step.name} ${number}` },
    },
  })
}
