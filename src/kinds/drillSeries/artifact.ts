import type { PayloadRequest } from 'payload'
import { z } from 'zod'
import { id, rows, text } from '../../database/stored.js'
import { markdownReader } from '../../drafts/parts/richText.js'
import type { RichText } from '../../generators/richText.js'
import type { Settings } from '../../options/Settings.js'
import type { Id } from '../../runs/vocabulary.js'

interface BuildArtifact {
  settings: Settings
  req: PayloadRequest
  series: Id
  /** As in Payload: `false` reads only what the request's user may read. */
  overrideAccess: boolean
  /** Latest drafts instead of what is published. */
  draft: boolean
}

interface Artifact {
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
    // Who may read the series but no drills is shown it with none.
    disableErrors: true,
    req,
  })
  const markdownOf = markdownReader(req.payload.config, { collection: settings.slugs.drills, path: ['explanation'] })
  return { series, drills: docs.map((doc) => artifactDrillOf(doc, markdownOf)) }
}

const drillDoc = z.object({
  id,
  position: id.nullish(),
  notation: text,
  principle: z.string().nullish(),
  prompt: text,
  choices: rows(z.object({ text, correct: z.boolean().nullish(), rationale: text })),
  solution: text,
  explanation: z.any(),
  hints: rows(z.object({ text })),
  provenance: z.object({ item: z.string().nullish() }).nullish(),
})

interface ArtifactDrill {
  /** The item's key in its run; for a drill written by hand its id. */
  key: string
  position: number | string | null
  notation: string
  principle: string | null
  prompt: string
  choices: { text: string; correct: boolean; rationale: string }[]
  solution: string
  /** Markdown. */
  explanation: string
  hints: string[]
}

/** One drill document as the artifact shows it. */
const artifactDrillOf = (doc: unknown, markdownOf: (state: RichText) => string): ArtifactDrill => {
  const drill = drillDoc.parse(doc)
  return {
    key: drill.provenance?.item ?? String(drill.id),
    position: drill.position ?? null,
    notation: drill.notation,
    principle: drill.principle ?? null,
    prompt: drill.prompt,
    choices: drill.choices.map(({ text, correct, rationale }) => ({ text, correct: correct === true, rationale })),
    solution: drill.solution,
    explanation: drill.explanation ? markdownOf(drill.explanation) : '',
    hints: drill.hints.map((hint) => hint.text),
  }
}
