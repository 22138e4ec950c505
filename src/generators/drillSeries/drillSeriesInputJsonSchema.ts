import { z } from 'zod'
import { type DrillSeriesInputOptions, drillSeriesInput } from './drillSeriesInput.js'

/** The input of a `drillSeries` run as JSON Schema (draft 2020-12), for clients in other languages and for forms. */
export const drillSeriesInputJsonSchema = (options?: DrillSeriesInputOptions) =>
  z.toJSONSchema(drillSeriesInput(options), { io: 'input' })
