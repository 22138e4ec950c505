import { z } from 'zod'

/** `generation-steps.input` of a batch of drills: which position becomes which drill. */
export const drillStepInputSchema = z.object({
  items: z.array(
    z.object({
      key: z.string(),
      position: z.union([z.number(), z.string()]),
      principle: z.string().optional(),
    }),
  ),
})

export type DrillStepInput = z.infer<typeof drillStepInputSchema>
