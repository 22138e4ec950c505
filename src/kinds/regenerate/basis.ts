import type { PayloadRequest } from 'payload'
import { z } from 'zod'
import { id, rows, text } from '../../database/stored.js'
import { readTogether } from '../../database/transactions.js'
import { readLatest } from '../../drafts/ownWrites.js'
import { draftNameOf } from '../../drafts/parts/draftFacts.js'
import type { ReadPart } from '../../drafts/parts/readContent.js'
import { readRejections } from '../../drafts/rejections.js'
import { RequestError } from '../../errors.js'
import type { Format, PlanFacts } from '../../generators/content/format.js'
import type { BoardPosition, PartFacts } from '../../generators/content/part.js'
import type { SectionDefinition } from '../../generators/content/section.js'
import { factsOf, type LessonBasis, type LessonRequest, type SentPosition } from '../../generators/lessons/lesson.js'
import type { ToldParent } from '../../generators/lessons/sectionPrompt.js'
import type { Settings } from '../../options/Settings.js'
import { readPlan } from '../../plans/readPlan.js'
import type { RunDoc } from '../../runs/kind/RunKind.js'
import { type Id, idIn } from '../../runs/vocabulary.js'
import { isRecord } from '../../text.js'
import { loadSources } from '../sources/loadSources.js'
import { findPositions } from '../sources/positions.js'
import { lessonsOfCourse, needOfLessons } from '../staged/courseLessons.js'
import { type FoundNeed, findParent, needsOf } from '../staged/needs.js'
import { type FoundTarget, titleOf } from './targets.js'

type Fields = Readonly<Record<string, unknown>>

interface BasisOf {
  req: PayloadRequest
  run: RunDoc
  target: FoundTarget
  /** Of a plan: what it was asked for. */
  asked: PlanFacts | undefined
  format: Format
  section: SectionDefinition
}

/** Everything that a document in parts is written anew from and held against, as it stands now. */
interface WrittenFrom {
  readonly basis: LessonBasis
  readonly facts: PartFacts
  readonly told: ToldParent
  readonly needs: readonly FoundNeed[]
  readonly plan: readonly ReadPart[] | undefined
  /** Why people rejected others like it. */
  readonly avoid: readonly string[]
  readonly subject: string | undefined
}

const basisFields = z.object({
  ...{ curriculum: id.nullish(), profile: id.nullish(), kit: id.nullish() },
  ...{ subject: text, topic: text, objective: text, game: text },
})

interface FactsOf extends Omit<BasisOf, 'run'> {
  /** What the model was shown, once it was. */
  sources?: LessonBasis['sources']
}

/**
 * What a document in parts is held against, as it stands now, and the documents that this comes from.
 *
 * @throws RequestError 400 when a document that it rests on was deleted
 */
export const readFacts = async (settings: Settings, of: FactsOf) => {
  const { req, target, asked, format, section, sources } = of
  const { doc, name } = target
  const above = await parentOf(settings, req, doc)
  const about = basisFields.parse({ ...above?.doc, ...withoutEmpty(doc) })
  const course = name === 'courses' ? { id: target.value, doc } : above?.name === 'courses' ? above : undefined
  const begun = course && (await askedFor(settings, req, course.doc))
  const [loaded, positions, lessons] = await readTogether(req, [
    () => loadSources(settings, req, about, sources),
    () => shownPositions(settings, req, Array.isArray(doc.content) ? doc.content : []),
    () => (course ? lessonsOfCourse(settings, req, lessonsField.parse(course.doc)) : []),
  ])
  const game = settings.games.find(({ slug }) => slug === about.game)
  const basis: LessonBasis = { ...loaded, ...{ format: format.label, game, positions, existing: [] }, section }
  const objectives = asked?.objectives ?? begun?.objectives ?? []
  const facts: PartFacts = {
    ...factsOf(basis, { positions: positions.map(({ key }) => key), objective: about.objective }),
    ...(objectives.length > 0 ? { objectives } : {}),
    ...(course ? { lessons: lessons.slice(0, mostTold).map(({ title }) => title) } : {}),
  }
  return { basis, facts, about, above, course, begun, objectives, lessons }
}

/** @throws RequestError 400 when a document that it rests on was deleted */
export const basisOf = async (settings: Settings, of: BasisOf): Promise<WrittenFrom> => {
  const { req, run, target, asked, format, section } = of
  const { doc, name } = target
  const { basis, facts, about, above, course, begun, objectives, lessons } = await readFacts(settings, of)
  const parent = name === 'lessons' || name === 'courses' ? { name, id: target.value } : above
  const [plan, avoid, needs] = await readTogether(req, [
    () => planOf(settings, { req, run, plan: idIn(doc.plan) ?? idIn(above?.doc.plan) }),
    () =>
      readRejections(settings, req, {
        ...{ name, document: target.value, format: format.key, curriculum: about.curriculum },
        ...(name === 'sections' ? { section: section.key } : {}),
      }),
    () => (name === 'plans' || !parent ? [] : needsOfParent(settings, req, { format, section, parent })),
  ])
  const needsLessons = course && section.dependsOn.find((need) => need.section === 'lessons')
  const title = titleOf(target)
  const topic = about.topic || begun?.topic || title
  const { subject, objective } = about
  return {
    ...{ basis, facts, plan, avoid, subject: subject || topic },
    told: course
      ? {
          course: {
            ...{ title: text.parse(course.doc.title) || title, topic, lessons: lessons.map((lesson) => lesson.title) },
            ...(objectives.length > 0 ? { objectives } : {}),
          },
        }
      : toldAlone({ title, topic, ...(subject ? { subject } : {}), ...(objective ? { objective } : {}) }, asked),
    needs: [
      ...(needsLessons
        ? [needOfLessons(settings, req, { lessons, isRequired: false, context: settings.plans.context })]
        : []),
      ...needs,
    ],
  }
}

/** A lesson; or what a plan was asked for, which has neither lesson nor course of its own. */
const toldAlone = (about: LessonRequest & { title: string }, asked: PlanFacts | undefined): ToldParent => {
  if (!asked) return { lesson: about }
  const { objectives, lessons } = asked
  return {
    request: {
      ...about,
      ...(objectives.length > 0 ? { objectives } : {}),
      ...(lessons === undefined ? {} : { lessons }),
    },
  }
}

/** Most lessons that a section is checked to name. */
const mostTold = 50

const lessonsField = z.object({ lessons: rows(id) })

interface Above {
  readonly name: 'lessons' | 'courses'
  readonly id: Id
  readonly doc: Fields
}

/** The lesson or course of a section, whose sources are its own. */
const parentOf = async (settings: Settings, req: PayloadRequest, { parent }: Fields): Promise<Above | undefined> => {
  const relationTo = isRecord(parent) ? parent.relationTo : undefined
  const value = isRecord(parent) ? idIn(parent.value) : undefined
  const name = typeof relationTo === 'string' ? draftNameOf(settings.slugs, relationTo) : undefined
  if ((name !== 'lessons' && name !== 'courses') || value === undefined) return undefined
  const doc = await readLatest(settings, req, { name, id: value })
  return doc && { name, id: value, doc }
}

const runInput = z.object({ input: z.object({ topic: text, objectives: rows(z.string()) }) })

/** What the run that made the course was asked for: what became of the curriculum since does not matter. */
const askedFor = async ({ slugs }: Settings, req: PayloadRequest, course: Fields) => {
  const made = isRecord(course.provenance) ? idIn(course.provenance.run) : undefined
  if (made === undefined) return undefined
  const found = await req.payload.findByID({
    ...{ collection: slugs.generationRuns, id: made, depth: 0, disableErrors: true, select: { input: true }, req },
    // Jobs act for the system; the requester was authorised when the run was admitted.
    overrideAccess: true,
  })
  return runInput.safeParse(found).data?.input
}

interface NeedsOfParent extends Pick<BasisOf, 'format' | 'section'> {
  parent: Pick<Above, 'name' | 'id'>
}

/** The sections that it is written after, as they stand; what is missing was done without before. */
const needsOfParent = async (
  settings: Settings,
  req: PayloadRequest,
  { parent, ...of }: NeedsOfParent,
): Promise<FoundNeed[]> => {
  const found = await findParent(settings, req, parent)
  if (!found) return []
  // No step of a run that writes anew is that of a section.
  return needsOf(settings, req, { ...of, run: undefined, parent: { ...found, name: parent.name }, item: '' })
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
  return found.map(({ id: position, notation, phase, themes, solution }) => ({
    // Not its number: what was answered before a board was added or its position deleted would be about another one.
    ...{ key: `p${position}`, id: position as BoardPosition['id'], notation, phase, themes },
    solution: solution.best,
    line: solution.line || solution.best,
  }))
}

const withoutEmpty = (doc: Fields): Fields =>
  Object.fromEntries(Object.entries(doc).filter(([, value]) => value !== null && value !== undefined && value !== ''))
