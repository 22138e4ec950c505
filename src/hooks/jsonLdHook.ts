import type { FieldHook, PayloadRequest } from 'payload'
import { z } from 'zod'
import { isReviewer } from '../access/access.js'
import { id } from '../database/stored.js'
import { readWhole, type Whole, type WholeDocument } from '../drafts/exchange/readWhole.js'
import { courseJsonLd, type JsonLd, type LearningFacts, lessonJsonLd } from '../generators/jsonLd.js'
import type { Settings } from '../options/Settings.js'
import { idIn } from '../runs/vocabulary.js'
import { isAskedFor } from './isAskedFor.js'

/**
 * Describes a course or lesson to search engines, from what its reader may read of it. It takes some queries, so that it is
 * there only when it was asked for by name: over REST `select[jsonLd]=true` or `populate[lessons][jsonLd]=true`, in a
 * GraphQL query its field, in the Local API `context: { jsonLd: true }`.
 */
export const readJsonLd =
  (settings: Settings, name: 'courses' | 'lessons'): FieldHook =>
  async ({ data, originalDoc, overrideAccess = false, req, draft = false }) => {
    const id = data?.id ?? originalDoc?.id
    const isAsked = req.context.jsonLd === true || isAskedFor(req, { slug: settings.slugs[name], field: 'jsonLd' })
    if (id === undefined || !isAsked) return undefined
    // Who may read no drafts is described what is published, whatever is asked for.
    const mayReadDraft = overrideAccess || isReviewer(settings)({ req })
    const whole = await readWhole({ settings, req, name, id, draft: draft && mayReadDraft, overrideAccess })
    if (!whole) return null
    const levels = await readLevels(settings, req, whole, overrideAccess)
    return name === 'courses' ? courseOf(whole, levels) : lessonJsonLd(lessonOf(whole, levels, whole.sections))
  }

type Levels = ReadonlyMap<string, string>

/** Of the profiles that the documents were written for, as far as they may be read. */
const readLevels = async (
  { slugs }: Settings,
  req: PayloadRequest,
  { doc, lessons }: Whole,
  overrideAccess: boolean,
): Promise<Levels> => {
  const ids = [doc, ...lessons.map((lesson) => lesson.doc)].flatMap(({ profile }) => idIn(profile) ?? [])
  if (ids.length === 0) return new Map()
  const profiles = req.payload.collections[slugs.profiles]?.config
  if (!overrideAccess && !(await profiles?.access.read({ req }))) return new Map()
  const { docs } = await req.payload.find({
    collection: slugs.profiles,
    where: { id: { in: [...new Set(ids)] } },
    select: { level: true },
    depth: 0,
    pagination: false,
    overrideAccess,
    req,
  })
  return new Map(
    z
      .array(z.object({ id, level: z.string().nullish() }))
      .parse(docs)
      .flatMap(({ id, level }) => (level ? [[String(id), level]] : [])),
  )
}

const levelIn = (levels: Levels, profile: unknown): string | undefined => levels.get(String(idIn(profile)))

const courseOf = ({ doc, lessons, sections, series }: Whole, levels: Levels): JsonLd =>
  courseJsonLd({
    name: doc.title ?? '',
    description: doc.description ?? undefined,
    keywords: doc.keywords ?? undefined,
    language: doc.language ?? undefined,
    level: levelIn(levels, doc.profile),
    lessons: lessons.map((lesson) => lessonOf(lesson, levels, lesson.sections)),
    sections: sections.map((section) => lessonOf(section, levels)),
    series: series.map(({ title, drills }) => ({ name: title, drills: drills.length })),
  })

const lessonOf = (
  { doc, parts }: WholeDocument,
  levels: Levels,
  sections: readonly WholeDocument[] = [],
): LearningFacts => ({
  name: doc.title ?? '',
  objective: doc.objective ?? undefined,
  language: doc.language ?? undefined,
  level: doc.difficulty ?? levelIn(levels, doc.profile),
  parts: parts.map(({ written }) => written),
  sections: sections.map((section) => lessonOf(section, levels)),
})
