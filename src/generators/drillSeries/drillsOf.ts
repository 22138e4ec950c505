import { drillEnvelopeSchema } from './Drill.js'

/** The drills in any JSON, unchecked: none when it was read of an answer that was cut off, or is something else. */
export const drillsOf = (answer: unknown): readonly unknown[] =>
  drillEnvelopeSchema.safeParse(answer).data?.drills ?? []
