/** Where each of our collections lives. Every one can be overridden. */
export interface Slugs {
  readonly positions: string
  readonly curricula: string
  readonly profiles: string
  readonly drillSeries: string
  readonly drills: string
  readonly generationRuns: string
  readonly generationSteps: string
  readonly generationLogs: string
  readonly generationBreakers: string
}

export const defaultSlugs: Slugs = {
  positions: 'positions',
  curricula: 'curricula',
  profiles: 'profiles',
  drillSeries: 'drill-series',
  drills: 'drills',
  generationRuns: 'generation-runs',
  generationSteps: 'generation-steps',
  generationLogs: 'generation-logs',
  generationBreakers: 'generation-breakers',
}
