import type { CustomComponent } from 'payload'
import type { Settings } from '../options/Settings.js'

/** The Generate button with its drawer, on the list of series or on a curriculum. */
export const generateButton = (settings: Settings, place: 'list' | 'curriculum'): CustomComponent => ({
  path: 'payload-coursewright/client#GenerateDrills',
  clientProps: {
    place,
    games: settings.games.map(({ slug, label, phases }) => ({
      slug,
      label,
      phases: phases.map((phase) => ({ ...phase })),
    })),
    slugs: { ...settings.slugs },
    defaults: { targetDrillCount: settings.drillSeries.targetDrillCount, batchSize: settings.drillSeries.batchSize },
  },
})
