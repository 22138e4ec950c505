import type { PayloadRequest } from 'payload'
import { z } from 'zod'
import { id, text } from '../../database/stored.js'
import { readLatest } from '../../drafts/ownWrites.js'
import { readContent } from '../../drafts/parts/readContent.js'
import type { Format } from '../../generators/content/format.js'
import { outlineOf } from '../../generators/content/markdown.js'
import { headingOf } from '../../generators/content/part.js'
import type { SectionDefinition } from '../../generators/content/section.js'
import type { WrittenNeed } from '../../generators/lessons/sectionPrompt.js'
import { sectionKey } from '../../generators/lessons/stages.js'
import type { Settings } from '../../options/Settings.js'
import type { RunDoc } from '../../runs/kind/RunKind.js'
import { readOutcome } from '../../runs/sql/reads.js'
import { storeOf } from '../../runs/sql/store.js'
import { StepWaits } from '../../runs/topics.js'
import { type Id, keyOfDocument } from '../../runs/vocabulary.js'
import { isRecord } from '../../text.js'

/** Most characters of a section that goes into the prompt of another one; `sectionPrompt` shortens it further. */
const mostOfNeed = 12_000

/** What a step that waits for a section is woken by. */
export const topicOfSection = (run: Id, key: string): string => `section:${run}:${key}`

const parentDoc = z.object({ id, title: text, content: z.array(z.unknown()).nullish() })

/** The lesson or course that sections are written below. */
export interface SectionParent {
  readonly name: 'lessons' | 'courses'
  readonly id: Id
}

/** It as its newest version has it; `undefined` where it was deleted. */
export const findParent = async (settings: Settings, req: PayloadRequest, parent: SectionParent) => {
  const found = await readLatest(settings, req, parent)
  return found && parentDoc.parse(found)
}

export interface FoundNeed extends WrittenNeed {
  /** Why the section cannot be written without it. */
  readonly why?: string
}

interface NeedsOf {
  /** Whose steps may still write one of them, if any may. */
  run: RunDoc | undefined
  format: Format
  section: SectionDefinition
  parent: Pick<SectionParent, 'name'> & z.output<typeof parentDoc>
  /** Key of the parent in the run. */
  item: string
}

const sectionDoc = z.object({ key: z.string(), title: text, content: z.array(z.unknown()).nullish() })

/**
 * The sections that this one is written after, as they stand now.
 *
 * @throws StepWaits while one of them is still to be written, as after a retry
 */
export const needsOf = async (settings: Settings, req: PayloadRequest, needed: NeedsOf): Promise<FoundNeed[]> => {
  const { run, format, section, parent, item } = needed
  const { slugs } = settings
  const wanted = section.dependsOn.flatMap((need) => {
    const of = format.sections.find(({ key }) => key === need.section)
    return of ? [{ ...need, of }] : []
  })
  if (wanted.length === 0) return []
  // Before the sections: one that is saved in between is found, and none is taken for deleted.
  const steps = run ? await readOutcome(await storeOf(req, settings), run.id) : []
  const { docs } = await req.payload.find({
    collection: slugs.sections,
    where: {
      and: [
        { parentKey: { equals: keyOfDocument({ relationTo: slugs[parent.name], value: parent.id }) } },
        { key: { in: wanted.map(({ of }) => of.key) } },
      ],
    },
    ...{ depth: 0, draft: true, pagination: false, req },
    // Jobs act for the system; the requester was authorised when the run was admitted.
    overrideAccess: true,
  })
  const own = wanted.flatMap(({ of: { key, title, place, parts } }) => {
    const content = parent.content?.filter((block) => isRecord(block) && Object.hasOwn(parts, String(block.part))) ?? []
    return place === 'parent' && content.length > 0 ? [{ key, title, content }] : []
  })
  const written = [...own, ...docs.map((doc) => sectionDoc.parse(doc))]
  return wanted.map(({ of, required }): FoundNeed => {
    const doc = written.find(({ key }) => key === of.key)
    if (doc) {
      const parts = readContent(req.payload.config, slugs.sections, doc.content ?? [])
      return { section: of.key, title: of.title, text: outlineOf(parts.map(outlined), { maxCharacters: mostOfNeed }) }
    }
    const key = sectionKey(item, of.key)
    const step = steps.find((one) => one.key === key)
    if (run && step && (step.status === 'queued' || step.status === 'running')) {
      throw new StepWaits(topicOfSection(run.id, key), `It waits for "${of.title}".`)
    }
    const reason = step?.gaps[0]?.problem ?? step?.error ?? (step ? 'it was deleted' : 'it was never written')
    return {
      ...{ section: of.key, title: of.title, text: undefined },
      ...(required ? { why: `"${of.title}", which it is written from, is missing: ${reason}` } : {}),
    }
  })
}

/** A part of a stored section or plan, for `outlineOf`. */
export const outlined = ({ name, heading, written }: ReturnType<typeof readContent>[number]) => ({
  heading: heading ?? headingOf(name ?? ''),
  part: written,
})
