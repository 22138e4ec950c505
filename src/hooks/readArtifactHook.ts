import type { FieldHook } from 'payload'
import type { Settings } from '../options/Settings.js'
import { buildArtifact } from '../runs/drillSeries/buildArtifact.js'

/** Computes the artifact from the drills each time it is read, with the access of whoever reads. */
export const readArtifactHook =
  (settings: Settings): FieldHook =>
  ({ data, originalDoc, overrideAccess, req, draft }) => {
    const series = data?.id ?? originalDoc?.id
    if (series === undefined) return null
    return buildArtifact({ settings, req, series, overrideAccess: overrideAccess ?? false, draft: draft ?? false })
  }
