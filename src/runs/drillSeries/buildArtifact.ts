import type { PayloadRequest } from 'payload'
import type { Settings } from '../../options/Settings.js'
import type { Id } from '../Step.js'
import { type ArtifactDrill, artifactDrillOf } from './artifactDrillOf.js'

interface BuildArtifact {
  settings: Settings
  req: PayloadRequest
  series: Id
  /** As in Payload: `false` reads only what the request's user may read. */
  overrideAccess: boolean
  /** Latest drafts instead of what is published. */
  draft: boolean
}

export interface Artifact {
  series: Id
  drills: ArtifactDrill[]
}

/** The series as ordered JSON, computed from its drills alone. */
export const buildArtifact = async (build: BuildArtifact): Promise<Artifact> => {
  const { settings, req, series, overrideAccess, draft } = build
  const { docs } = await req.payload.find({
    collection: settings.slugs.drills,
    where: { series: { equals: series } },
    sort: ['order', 'id'],
    depth: 0,
    limit: 0,
    pagination: false,
    draft,
    overrideAccess,
    req,
  })
  return { series, drills: docs.map((doc) => artifactDrillOf(doc, req.payload.config, settings.slugs.drills)) }
}
