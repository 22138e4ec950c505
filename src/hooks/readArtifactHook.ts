import type { FieldHook } from 'payload'
import { buildArtifact } from '../kinds/drillSeries/artifact.js'
import type { Settings } from '../options/Settings.js'

/** Computes the artifact from the drills each time it is read, with the access of whoever reads. */
export const readArtifactHook =
  (settings: Settings): FieldHook =>
  ({ data, originalDoc, overrideAccess, req, draft }) => {
    const series = data?.id ?? originalDoc?.id
    if (series === undefined) return null
    return buildArtifact({ settings, req, series, overrideAccess: overrideAccess ?? false, draft: draft ?? false })
  }
