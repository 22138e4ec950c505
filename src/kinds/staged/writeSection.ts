import type { PayloadRequest } from 'payload'
import { rewriteDraft } from '../../drafts/rewriteDraft.js'
import { writeDrafts } from '../../drafts/writeDrafts.js'
import { blocksOf } from '../../generators/content/blocks.js'
import { flagCodes, type SectionVerdict } from '../../generators/content/judge.js'
import type { PartFacts } from '../../generators/content/part.js'
import type { SectionDefinition } from '../../generators/content/section.js'
import { sectionPromptVersion } from '../../generators/lessons/sectionPrompt.js'
import { type CitableSource, storedParts, storedValues } from '../../generators/lessons/storedParts.js'
import type { Settings } from '../../options/Settings.js'
import type { ReadPlan } from '../../plans/readPlan.js'
import type { MadeDraft, RunDoc } from '../../runs/kind/RunKind.js'
import { type Id, keyOfDocument, type Step } from '../../runs/vocabulary.js'
import { repeatFlag } from '../quizzes.js'
import type { StagedSection } from './stagedSection.js'

interface WriteSection {
  settings: Settings
  req: PayloadRequest
  run: RunDoc
  step: Step
  staged: StagedSection
  draft: MadeDraft
  section: SectionDefinition
  parts: Readonly<Record<string, unknown>>
  facts: PartFacts
  plan: ReadPlan | undefined
  /** The document that is written anew, if there is one. */
  there: Id | undefined
  flags: SectionVerdict['flags']
  /** Whether it asks what others ask already. */
  isRepeated: boolean
  stored: { parts: SectionDefinition['parts']; seed: string; citable: readonly CitableSource[] | undefined }
  source: unknown
}

/** Writes a section where it belongs: into its parent, as a document below it, or anew into the one that is there. */
export const writeSection = async (write: WriteSection): Promise<void> => {
  const { settings, req, run, step, staged, draft: made, section, parts, facts, plan, there, stored, source } = write
  const promptVersion = sectionPromptVersion
  const flags = [...flagCodes(write.flags), ...(write.isRepeated ? [repeatFlag] : [])]
  const values = () => storedValues({ ...stored, written: parts })
  if (section.place === 'parent') {
    const given = { settings, req, run, made, promptVersion, section, facts, flags, source }
    await staged.writeIntoParent({ ...given, values: values() })
    return
  }
  if (there !== undefined) {
    await rewriteDraft({
      ...{ settings, req, run: run.id, made, promptVersion, source },
      flagsOf: () => flags,
      ...{ name: 'sections', id: there, order: Object.keys(section.parts), named: Object.keys(section.parts) },
      valuesOf: ({ content }) => blocksOf({ content, parts: section.parts, values: values(), facts }),
    })
    return
  }
  const { format, parent } = staged
  await writeDrafts({
    ...{ settings, req, run, step, promptVersion, collection: settings.slugs.sections },
    drafts: [
      {
        made,
        written: {},
        content: storedParts({ ...stored, written: parts, facts }),
        data: {
          ...{ title: section.title, key: section.key, flags, format: format.key },
          order: format.sections.findIndex(({ key }) => key === section.key) + 1,
          parent: { relationTo: settings.slugs[parent.name], value: parent.id },
          ...(plan ? { plan: plan.id, planVersion: plan.version } : {}),
        },
        source,
      },
    ],
  })
}

/** The document that has the section now; none of one that cannot be there yet, or is written into its parent. */
export const findSection = async (
  { slugs }: Settings,
  req: PayloadRequest,
  { staged, section }: Pick<WriteSection, 'staged' | 'section'>,
): Promise<Id | undefined> => {
  if (!staged.mayBeThere || section.place === 'parent') return undefined
  const parentKey = keyOfDocument({ relationTo: slugs[staged.parent.name], value: staged.parent.id })
  const { docs } = await req.payload.find({
    collection: slugs.sections,
    where: { and: [{ parentKey: { equals: parentKey } }, { key: { equals: section.key } }] },
    ...{ depth: 0, draft: true, pagination: false, select: { key: true }, req },
    // Jobs act for the system; the requester was authorised when the run was admitted.
    overrideAccess: true,
  })
  return docs[0]?.id
}
