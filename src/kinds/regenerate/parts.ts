import type { PayloadRequest } from 'payload'
import { z } from 'zod'
import { readTogether } from '../../database/transactions.js'
import { draftKinds, draftNameOf } from '../../drafts/draftParts.js'
import { readLatest } from '../../drafts/ownWrites.js'
import { type ReadPart, readContent } from '../../drafts/readContent.js'
import { readRejections } from '../../drafts/rejections.js'
import { rewriteDraft } from '../../drafts/rewriteDraft.js'
import { RequestError } from '../../errors.js'
import { blockOf } from '../../generators/content/blocks.js'
import type { Format } from '../../generators/content/format.js'
import { flagCodes, judgeSection, wireSchemaOf, writable } from '../../generators/content/judge.js'
import { outlineOf } from '../../generators/content/markdown.js'
import { type BoardPosition, headingOf, type PartValues } from '../../generators/content/part.js'
import type { SectionDefinition } from '../../generators/content/section.js'
import { judgeCall } from '../../generators/lessons/judgeCall.js'
import { factsOf, type LessonBasis, type SentPosition } from '../../generators/lessons/lesson.js'
import { sectionPrompt, sectionPromptVersion } from '../../generators/lessons/sectionPrompt.js'
import { roomFor } from '../../generators/lessons/size.js'
import { storedValues } from '../../generators/lessons/storedParts.js'
import { sectionSettings } from '../../options/resolveModel.js'
import type { Settings } from '../../options/Settings.js'
import { readPlan } from '../../plans/readPlan.js'
import type { OpenStep, RunDoc } from '../../runs/RunKind.js'
import type { Id } from '../../runs/vocabulary.js'
import { isRecord } from '../../text.js'
import { loadSources } from '../loadSources.js'
import { findPositions } from '../positions.js'
import { id, text } from '../stored.js'
import { gap } from './gap.js'
import { regenerateSection } from './section.js'
import { type FoundTarget, titleOf } from './targets.js'

type Fields = Readonly<Record<string, unknown>>

interface OpenParts {
  req: PayloadRequest
  run: RunDoc
  key: string
  target: FoundTarget
  propose: boolean
  urgency: 'normal' | 'flex'
}

/** Most characters of what else the document says, and of its plan, that go into the prompt. */
const mostCharacters = 16_000

/** A document in parts, some or all of which are written anew. */
export const openPartsAnew = async (settings: Settings, open: OpenParts): Promise<OpenStep> => {
  const { req, run, key, target, propose, urgency } = open
  const { doc, name, wanted } = target
  const defined = definitionOf(settings, target)
  if (!defined) return gap(key, `its format "${doc.format}" is not there any more, or has no such parts`)
  const { format, section: all } = defined
  const parent = await parentOf(settings, req, doc)
  const about = basisFields.parse({ ...parent, ...withoutEmpty(doc) })
  const collection = settings.slugs[name]
  const content = Array.isArray(doc.content) ? doc.content : []
  const [loaded, positions, plan, rejected] = await readTogether(req, [
    () => loadSources(settings, req, about),
    () => shownPositions(settings, req, content),
    () => planOf(settings, { req, run, plan: idIn(doc.plan) ?? idIn(parent?.plan) }),
    () => readRejections(settings, req, { kind: draftKinds[name], curriculum: about.curriculum }),
  ])
  const game = settings.games.find(({ slug }) => slug === about.game)
  const basis: LessonBasis = { ...loaded, ...{ format: format.label, game, positions, existing: [] }, section: all }
  const facts = factsOf(basis, { positions: positions.map((position) => position.key) })
  const section = writable(only(all, wanted), facts)
  if (Object.keys(section.parts).length === 0) return gap(key, 'none of its parts can be written any more')
  const read = readContent(req.payload.config, collection, content)
  const isWanted = (part: ReadPart) => part.name !== undefined && wanted.includes(part.name)
  const others = read.filter((part) => !isWanted(part))
  const { tier, timeoutMs } = sectionSettings(settings.model, {
    ...regenerateSection,
    tier: all.tier,
    isHeavy: all.isHeavy,
  })
  return {
    keys: [key],
    impossible: [],
    ask: (_, problems) => ({
      messages: sectionPrompt({
        ...{ basis, format, section, problems, context: 'full' },
        about: { lesson: { title: titleOf(target), topic: about.topic || titleOf(target), ...given(about) } },
        needs:
          others.length > 0 ? [{ section: 'others', title: 'Its other parts, which stay', text: outline(others) }] : [],
        plan: plan && outline(plan),
        revision: { current: outline(read.filter(isWanted)), feedback: target.feedback ?? undefined, avoid: rejected },
      }),
      schemaName: 'section',
      wireSchema: wireSchemaOf(section),
      ...{ tier, timeoutMs: all.timeoutMs ?? timeoutMs, urgency },
      maxOutputTokens: roomFor(section),
      ledger: { feature: `regenerate/${name}`, subject: about.subject || about.topic || undefined },
    }),
    judge: judgeCall({ key, section, whole: section, earlier: {}, isLast: true, facts }),
    save: async (saveReq, [made]) => {
      if (!made || !isRecord(made.draft)) return {}
      const written = made.draft
      const { flags } = judgeSection({ answer: written, section, facts })
      const values = storedValues({
        parts: section.parts,
        written,
        seed: `${target.value}:${key}`,
        citable: loaded.citable,
      })
      const isWhole = wanted.length === Object.keys(all.parts).length
      const rewritten = await rewriteDraft({
        ...{ settings, req: saveReq, name, id: target.value, run: run.id, made, propose },
        promptVersion: sectionPromptVersion,
        feedback: target.feedback ?? undefined,
        named: target.parts ?? undefined,
        order: Object.keys(all.parts),
        ...(name === 'plans' ? {} : { flags: isWhole ? flagCodes(flags) : merged(doc.flags, flagCodes(flags)) }),
        valuesOf: (latest) =>
          Object.fromEntries(
            Object.entries(values).map(([part, value]) => [
              part,
              blockOf({
                ...{ name: part, value: value as PartValues[keyof PartValues], facts },
                part: section.parts[part] ?? { sort: 'prose' },
                before: blocksOf(latest).find((block) => block.part === part),
              }),
            ]),
          ),
      })
      if (!rewritten) return { refused: [{ key, problem: 'the document was deleted' }] }
      return { outcome: { written: rewritten.written, proposed: rewritten.proposed, proposal: rewritten.proposal } }
    },
  }
}

/** What its parts are, by the format it was written in. */
const definitionOf = (
  { formats }: Settings,
  { name, doc }: FoundTarget,
): { format: Format; section: SectionDefinition } | undefined => {
  const format = formats.find(({ key }) => key === doc.format)
  if (!format) return undefined
  if (name === 'plans') {
    const { plan } = format
    if (!plan) return undefined
    const objectives = typeof doc.objective === 'string' && doc.objective ? [doc.objective] : []
    const check: SectionDefinition['check'] = ({ parts, facts }) => [
      ...(plan.section.check?.({ parts, facts }) ?? []),
      ...(plan.check?.({ parts, facts: { objectives } }) ?? []),
    ]
    return { format, section: { ...plan.section, check } }
  }
  if (name === 'sections') {
    const section = format.sections.find(({ key }) => key === doc.key)
    return section && { format, section }
  }
  const [first, ...more] = format.sections.filter(({ place }) => place === 'parent')
  if (!first) return undefined
  const parts = Object.assign({}, first.parts, ...more.map((section) => section.parts))
  return { format, section: more.length === 0 ? first : { ...first, parts, check: undefined } }
}

/** A section with these parts alone. Its own check is for the whole. */
const only = (section: SectionDefinition, names: readonly string[]): SectionDefinition => {
  const parts = Object.fromEntries(Object.entries(section.parts).filter(([part]) => names.includes(part)))
  const isWhole = Object.keys(parts).length === Object.keys(section.parts).length
  return { ...section, parts, per: undefined, check: isWhole ? section.check : undefined }
}

const basisFields = z.object({
  ...{ curriculum: id.nullish(), profile: id.nullish(), kit: id.nullish() },
  ...{ subject: text, topic: text, objective: text, game: text },
})

const given = ({ subject, objective }: z.output<typeof basisFields>): { subject?: string; objective?: string } => ({
  ...(subject ? { subject } : {}),
  ...(objective ? { objective } : {}),
})

/** The lesson or course of a section, whose sources are its own. */
const parentOf = async (settings: Settings, req: PayloadRequest, { parent }: Fields): Promise<Fields | undefined> => {
  const relationTo = isRecord(parent) ? parent.relationTo : undefined
  const value = isRecord(parent) ? idIn(parent.value) : undefined
  const name = typeof relationTo === 'string' ? draftNameOf(settings.slugs, relationTo) : undefined
  return name && value !== undefined ? readLatest(settings, req, { name, id: value }) : undefined
}

interface PlanOf {
  req: PayloadRequest
  run: RunDoc
  plan: Id | undefined
}

/** As it stands now; none where it was deleted. */
const planOf = async (settings: Settings, { req, run, plan }: PlanOf): Promise<readonly ReadPart[] | undefined> => {
  if (plan === undefined) return undefined
  try {
    return (await readPlan(settings, { req, run, plan })).parts
  } catch (error) {
    if (error instanceof RequestError) return undefined
    throw error
  }
}

/** The positions that its boards show, as they stand in the library now. */
const shownPositions = async (
  settings: Settings,
  req: PayloadRequest,
  content: readonly unknown[],
): Promise<SentPosition[]> => {
  const ids = content.flatMap((block) =>
    isRecord(block) && Array.isArray(block.rows)
      ? block.rows.flatMap((row) => (isRecord(row) ? (idIn(row.position) ?? []) : []))
      : [],
  )
  const found = await findPositions(req, settings.slugs.positions, [...new Set(ids)])
  return found.map(({ id: position, notation, phase, themes, solution }, index) => ({
    ...{ key: `p${index + 1}`, id: position as BoardPosition['id'], notation, phase, themes },
    solution: solution.best,
    line: solution.line || solution.best,
  }))
}

const outline = (parts: readonly ReadPart[]): string =>
  outlineOf(
    parts.map(({ heading, name, written }) => ({ heading: heading ?? headingOf(name ?? ''), part: written })),
    { maxCharacters: mostCharacters },
  )

const withoutEmpty = (doc: Fields): Fields =>
  Object.fromEntries(Object.entries(doc).filter(([, value]) => value !== null && value !== undefined && value !== ''))

const merged = (before: unknown, flags: readonly string[]): string[] => [
  ...new Set([
    ...(Array.isArray(before) ? before.filter((flag): flag is string => typeof flag === 'string') : []),
    ...flags,
  ]),
]

const blocksOf = ({ content }: Fields): Record<string, unknown>[] =>
  Array.isArray(content) ? content.filter(isRecord) : []

const idIn = (value: unknown): Id | undefined => {
  const found = isRecord(value) ? value.id : value
  return typeof found === 'number' || typeof found === 'string' ? found : undefined
}
