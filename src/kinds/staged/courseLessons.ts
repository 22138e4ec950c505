import type { PayloadRequest } from 'payload'
import { z } from 'zod'
import { id, text } from '../../database/stored.js'
import { readContent } from '../../drafts/parts/readContent.js'
import { outlineOf } from '../../generators/content/markdown.js'
import { mostCharacters } from '../../generators/lessons/sectionPrompt.js'
import type { Settings } from '../../options/Settings.js'
import { type Id, inOrder } from '../../runs/vocabulary.js'
import { shorten } from '../../text.js'
import { type FoundNeed, outlined } from './needs.js'

const lessonDoc = z.object({
  ...{ id, title: text, topic: text, objective: text },
  content: z.array(z.unknown()).nullish(),
  provenance: z.object({ run: id.nullish(), item: z.string().nullish() }).nullish(),
})

export type LessonOfCourse = z.output<typeof lessonDoc>

interface LessonsOf {
  lessons: readonly Id[]
  /** Whether what stands in them is read, too. Default true. */
  withContent?: boolean
}

/** Its lessons as they stand now, in its order; those that were deleted are left out. */
export const lessonsOfCourse = async (
  { slugs }: Settings,
  req: PayloadRequest,
  { lessons, withContent = true }: LessonsOf,
): Promise<LessonOfCourse[]> => {
  if (lessons.length === 0) return []
  const { docs } = await req.payload.find({
    collection: slugs.lessons,
    where: { id: { in: [...lessons] } },
    ...{ depth: 0, draft: true, pagination: false, req },
    select: { title: true, topic: true, objective: true, provenance: true, ...(withContent ? { content: true } : {}) },
    // What is written of them goes into the course that they are of.
    overrideAccess: true,
  })
  return inOrder(
    docs.map((doc) => lessonDoc.parse(doc)),
    lessons,
  )
}

/** Fewest characters of one lesson. */
const fewestCharacters = 120

interface NeedOfLessons {
  lessons: readonly LessonOfCourse[]
  isRequired: boolean
  context: keyof typeof mostCharacters
}

/** What the lessons say, each in a few lines. */
export const needOfLessons = (
  settings: Settings,
  { payload }: PayloadRequest,
  { lessons, isRequired, context }: NeedOfLessons,
): FoundNeed => {
  const about = { section: 'lessons', title: 'Lessons' }
  if (lessons.length === 0) {
    return {
      ...{ ...about, text: undefined },
      ...(isRequired ? { why: 'the course has no lesson that it could be written from' } : {}),
    }
  }
  const room = Math.max(fewestCharacters, Math.floor(mostCharacters[context].needs / lessons.length))
  const told = lessons.map(({ title, objective, content }, index) => {
    const parts = readContent(payload.config, settings.slugs.lessons, content ?? [])
    const summary = parts.filter(({ name }) => name === 'summary')
    const said = outlineOf((summary.length > 0 ? summary : parts).map(outlined), { maxCharacters: room })
    const aim = objective ? `Objective: ${objective}\n` : ''
    return shorten(`${index + 1}. ${title}\n${aim}${said.replace(/^#+ .*\n+/gm, '')}`, room)
  })
  return { ...about, text: told.join('\n\n') }
}
