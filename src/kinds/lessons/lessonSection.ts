import type { PayloadRequest } from 'payload'
import { lockDocuments } from '../../drafts/documentLocks.js'
import { writeParts } from '../../drafts/parts/writeParts.js'
import type { Settings } from '../../options/Settings.js'
import type { OpenStep, RunDoc } from '../../runs/kind/RunKind.js'
import type { Step } from '../../runs/vocabulary.js'
import { clearPending } from '../lessonBatches/pending.js'
import { openSection } from '../staged/section.js'
import { lessonsOfRun } from './input.js'
import { lessonSectionSchema } from './steps.js'

interface OpenLessonSection {
  req: PayloadRequest
  run: RunDoc
  step: Step
}

/** The step of one section of a staged lesson. */
export const openLessonSection = async (
  settings: Settings,
  { req, run, step }: OpenLessonSection,
): Promise<OpenStep> => {
  const { item, section, lesson, plan, call } = lessonSectionSchema.parse(step.input)
  const { input, format } = lessonsOfRun(settings, run.input)
  const { key, positions, variant: _, ...request } = item
  const { curricula, lessons } = settings.slugs
  return openSection(settings, {
    ...{ req, run, step },
    staged: {
      ...{ format, section, call, plan, input, request, positions },
      item: key,
      parent: { name: 'lessons', id: lesson },
      told: (title) => ({ lesson: { title, ...given(request) } }),
      saved: async (saveReq) => {
        if (!request.objective || input.curriculum == null) return
        await lockDocuments(saveReq, { collection: curricula, ids: [input.curriculum] })
        await clearPending(settings, saveReq, input.curriculum, [request.objective])
      },
      writeIntoParent: ({ section: whole, source, ...written }) =>
        writeParts({
          ...written,
          ...{ collection: lessons, id: lesson },
          parts: Object.entries(whole.parts),
          order: format.sections.flatMap((one) => (one.place === 'parent' ? Object.keys(one.parts) : [])),
          // Of a lesson that other sections are written into as well, this is not all.
          ...(format.sections.length === 1 ? { source } : {}),
        }),
    },
  })
}

/** Topic first, as its prompts always had it. */
const given = ({ topic, subject, objective, focus }: { topic: string } & Record<string, string | undefined>) => ({
  topic,
  ...(subject === undefined ? {} : { subject }),
  ...(objective === undefined ? {} : { objective }),
  ...(focus === undefined ? {} : { focus }),
})
