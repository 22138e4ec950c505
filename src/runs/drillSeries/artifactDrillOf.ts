import type { SanitizedConfig } from 'payload'
import { z } from 'zod'
import { richTextToMarkdown } from '../../richText/richTextToMarkdown.js'

const text = z
  .string()
  .nullish()
  .transform((value) => value ?? '')

const drillDoc = z.object({
  id: z.union([z.number(), z.string()]),
  position: z.union([z.number(), z.string()]).nullish(),
  notation: text,
  principle: z.string().nullish(),
  prompt: text,
  choices: z
    .array(z.object({ text, correct: z.boolean().nullish(), rationale: text }))
    .nullish()
    .transform((rows) => rows ?? []),
  solution: text,
  explanation: z.any(),
  hints: z
    .array(z.object({ text }))
    .nullish()
    .transform((rows) => rows ?? []),
  provenance: z.object({ item: z.string().nullish() }).nullish(),
})

export interface ArtifactDrill {
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
export const artifactDrillOf = (doc: unknown, config: SanitizedConfig, drillsSlug: string): ArtifactDrill => {
  const drill = drillDoc.parse(doc)
  return {
    key: drill.provenance?.item ?? String(drill.id),
    position: drill.position ?? null,
    notation: drill.notation,
    principle: drill.principle ?? null,
    prompt: drill.prompt,
    choices: drill.choices.map(({ text, correct, rationale }) => ({ text, correct: correct === true, rationale })),
    solution: drill.solution,
    explanation: drill.explanation ? richTextToMarkdown(config, drillsSlug, drill.explanation) : '',
    hints: drill.hints.map((hint) => hint.text),
  }
}
