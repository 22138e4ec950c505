import type { DraftName } from '../../drafts/parts/draftFacts.js'
import type { Format, PlanFacts } from '../../generators/content/format.js'
import type { SectionDefinition } from '../../generators/content/section.js'
import { splitsOf } from '../../generators/content/split.js'
import type { Settings } from '../../options/Settings.js'

/** A document by its collection and fields. */
interface OfDocument {
  readonly name: DraftName
  readonly doc: Readonly<Record<string, unknown>>
}

interface Definition {
  readonly format: Format
  /** With all parts that runs write into the document. */
  readonly section: SectionDefinition
}

/**
 * What the parts of a document are, by the format it was written in; of a course, the fields that are written.
 *
 * @param asked what a plan is held against
 */
export const definitionOf = (
  { formats }: Settings,
  { name, doc }: OfDocument,
  asked: PlanFacts = { objectives: [] },
): Definition | undefined => {
  const format = formats.find(({ key }) => key === doc.format)
  if (!format) return undefined
  if (name === 'plans') {
    const { plan } = format
    if (!plan) return undefined
    const check: SectionDefinition['check'] = ({ parts, facts }) => [
      ...(plan.section.check?.({ parts, facts }) ?? []),
      ...(plan.check?.({ parts, facts: asked }) ?? []),
    ]
    // A plan is always written in one piece.
    return { format, section: { ...plan.section, per: undefined, check } }
  }
  if (name === 'sections') {
    const section = format.sections.find(({ key }) => key === doc.key)
    return section && { format, section }
  }
  const [first, ...more] = format.sections.filter(({ place }) => place === 'parent')
  if (!first) return undefined
  if (more.length === 0) return { format, section: first }
  const all = [first, ...more]
  const parts = Object.assign({}, ...all.map((section) => section.parts))
  const dependsOn = all.flatMap((section) => section.dependsOn)
  return { format, section: { ...first, parts, dependsOn, per: undefined, check: undefined } }
}

/** A section with these parts alone. Its own check is for the whole. */
export const withParts = (section: SectionDefinition, names: readonly string[]): SectionDefinition => {
  const parts = Object.fromEntries(Object.entries(section.parts).filter(([part]) => names.includes(part)))
  const isWhole = Object.keys(parts).length === Object.keys(section.parts).length
  return { ...section, parts, check: isWhole ? section.check : undefined }
}

/** How many calls it takes to write these parts anew, one after the other: as few as `per` of the section allows. */
export const callsOf = (settings: Settings, { wanted, ...of }: OfDocument & { wanted: readonly string[] }): number => {
  const section = of.name === 'drills' ? undefined : definitionOf(settings, of)?.section
  return section ? splitsOf(withParts(section, wanted)).length : 1
}
