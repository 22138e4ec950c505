/** What `POST /generation-runs/estimate` answers. */
export interface Estimate {
  requested: number
  batches: number
  available: Record<string, number>
  positionsLoaded: number
  promptTokens: number
  completionTokens: number
  /** US dollars; `null` when the price is unknown. */
  cost: number | null
  notice?: string
}
