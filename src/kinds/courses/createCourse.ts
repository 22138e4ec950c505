import { sql } from '@payloadcms/db-postgres/drizzle'
import type { PayloadRequest } from 'payload'
import { table, versionsTable } from '../../database/adapter.js'
import { transactionOf } from '../../database/transactions.js'
import { draftFacts } from '../../drafts/parts/draftFacts.js'
import type { AiDisclosure } from '../../drafts/parts/draftParts.js'
import { rememberStored } from '../../drafts/parts/rememberStored.js'
import { writeReviews } from '../../drafts/reviews.js'
import { hashOf } from '../../generators/content/hash.js'
import { lessonLimits } from '../../generators/lessons/lesson.js'
import { sectionPromptVersion } from '../../generators/lessons/sectionPrompt.js'
import type { Settings } from '../../options/Settings.js'
import type { RunDoc } from '../../runs/kind/RunKind.js'
import type { Id } from '../../runs/vocabulary.js'
import { shorten } from '../../text.js'
import { sourcesOf } from '../sources/loadSources.js'
import { type AskedCourse, courseOfRun } from './input.js'
import { courseItem, workOf } from './work.js'

interface CreateCourse {
  input: Pick<AskedCourse['input'], 'topic' | 'objectives' | 'lessons' | 'format' | 'curriculum' | 'profile' | 'kit'>
  language: string
}

/**
 * The document that all else belongs to, in the transaction of the request: nothing of it is written yet but what it is
 * about.
 */
export const createCourse = async (
  settings: Settings,
  req: PayloadRequest,
  { input, language }: CreateCourse,
): Promise<Id> => {
  const { topic, objectives, lessons, format } = input
  // All that runs will write later: what a person writes there before is told from it.
  const written = { title: titleOf(input), description: null, keywords: [], categories: [] }
  const saved = await req.payload.create({
    ...{ collection: settings.slugs.courses, draft: true, depth: 0, req },
    // A user who may request a course gets it, whatever they may write in the collection.
    overrideAccess: true,
    data: {
      ...{ format, language, ...sourcesOf(input), ...written },
      written: Object.fromEntries(Object.entries(written).map(([name, value]) => [name, hashOf(value)])),
      lastWriter: 'run',
      aiDisclosure: 'none' satisfies AiDisclosure,
      sourceHash: hashOf({ format, request: { topic, objectives, lessons } }),
      _status: 'draft',
    },
  })
  await rememberStored(settings, req, { name: 'courses', saved, parts: Object.keys(written) })
  return saved.id
}

const titleOf = ({ topic }: Pick<AskedCourse['input'], 'topic'>): string => shorten(topic, lessonLimits.title)

/**
 * Tells a course that was created with its run of which run that is, and puts it up for review: the run has its id only
 * now.
 */
export const signCourse = async (settings: Settings, req: PayloadRequest, run: RunDoc): Promise<void> => {
  const { isNew, course } = workOf(run)
  if (!isNew || course === null) return
  const { slugs } = settings
  const { payload } = req
  const db = await transactionOf(req)
  await db.execute(sql`
    with current as (
      update ${table(payload, slugs.courses)} set
        provenance_run_id = ${run.id}, provenance_item = ${courseItem}, provenance_prompt_version = ${sectionPromptVersion}
      where id = ${course}
    )
    update ${versionsTable(payload, slugs.courses)} set
      version_provenance_run_id = ${run.id}, version_provenance_item = ${courseItem},
      version_provenance_prompt_version = ${sectionPromptVersion}
    where parent_id = ${course}
  `)
  const { input } = courseOfRun(settings, run.input)
  await writeReviews(settings, req, {
    ...{ collection: slugs.courses, kind: draftFacts.courses.kind, run: run.id },
    reviews: [{ id: course, title: titleOf(input), curriculum: input.curriculum ?? null }],
  })
}
