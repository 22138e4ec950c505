import type { PayloadRequest } from 'payload'
import { readTogether } from '../../database/transactions.js'
import { lockDocuments } from '../../drafts/documentLocks.js'
import { writeDrafts } from '../../drafts/writeDrafts.js'
import { writeParts } from '../../drafts/writeParts.js'
import { flagCodes, judgeSection, wireSchemaOf, writable } from '../../generators/content/judge.js'
import { outlineOf } from '../../generators/content/markdown.js'
import { headingOf, type PartValues, writtenAs } from '../../generators/content/part.js'
import type { SectionDefinition } from '../../generators/content/section.js'
import { joined, splitsOf } from '../../generators/content/split.js'
import { questionsAsked } from '../../generators/lessons/askedQuestions.js'
import { judgeCall } from '../../generators/lessons/judgeCall.js'
import { factsOf, type LessonBasis } from '../../generators/lessons/lesson.js'
import { sectionPrompt, sectionPromptVersion } from '../../generators/lessons/sectionPrompt.js'
import { roomFor } from '../../generators/lessons/size.js'
import { sectionKey } from '../../generators/lessons/stages.js'
import { storedParts, storedValues } from '../../generators/lessons/storedParts.js'
import { sectionSettings } from '../../options/resolveModel.js'
import type { Settings } from '../../options/Settings.js'
import { readPlan } from '../../plans/readPlan.js'
import type { ItemProblem, OpenStep, RunDoc } from '../../runs/RunKind.js'
import { expediteTopic } from '../../runs/topics.js'
import type { Step } from '../../runs/vocabulary.js'
import { isRecord } from '../../text.js'
import { loadSources } from '../loadSources.js'
import { noRepeats, repeatedQuestions, repeatFlag, settleRepeats } from '../quizzes.js'
import { itemOf, sentPositions } from './basis.js'
import { callKey, earlierCalls } from './calls.js'
import { lessonsOfRun } from './input.js'
import { findLesson, needsOf, outlined, topicOfSection } from './needs.js'
import { clearPending } from './pending.js'
import { lockRunLessons } from './saveLessons.js'
import { stagedSection } from './sections.js'
import { lessonSectionSchema } from './steps.js'

/** Most characters of a plan that go into a prompt. */
const mostOfPlan = 16_000

interface OpenSection {
  req: PayloadRequest
  run: RunDoc
  step: Step
}

/** Loads what one section of a staged lesson is written from, and binds it to the generator's prompt and checks. */
export const openLessonSection = async (settings: Settings, { req, run, step }: OpenSection): Promise<OpenStep> => {
  const planned = lessonSectionSchema.parse(step.input)
  const { input, format } = lessonsOfRun(settings, run.input)
  const found = format.sections.find(({ key }) => key === planned.section)
  if (!found) throw new Error(`The format "${format.key}" has no section "${planned.section}" any more.`)
  const key = sectionKey(planned.item.key, found.key)
  const missing = (problem: string) => gap(key, { problem, isPreparation: planned.call !== undefined })
  const lesson = await findLesson(settings, req, planned.lesson)
  if (!lesson) return missing('the lesson was deleted')
  const needs = await needsOf(settings, req, {
    run,
    format,
    section: found,
    lesson,
    item: planned.item.key,
  })
  const blocked = needs.find(({ why }) => why !== undefined)
  if (blocked?.why) return missing(blocked.why)
  const [loaded, positions, plan] = await readTogether(req, [
    () => loadSources(settings, req, input),
    () => sentPositions(settings, req, [planned.item]),
    () => (planned.plan === null ? undefined : readPlan(settings, { req, run, plan: planned.plan })),
  ])
  const game = settings.games.find(({ slug }) => slug === input.game)
  const basis: LessonBasis = { ...loaded, ...{ format: format.label, game, positions, existing: [] }, section: found }
  const facts = factsOf(basis, itemOf(planned.item, positions))
  const whole = writable(found, facts)
  // Boards may need fewer calls than the format says, where few positions were sent: then the first ones do nothing.
  const splits = splitsOf(whole)
  const idle = splitsOf(found).length - splits.length
  const at = planned.call === undefined ? splits.length - 1 : planned.call - idle
  const split = splits[at]
  if (!split) return nothing
  const { section, first } = split
  const ownKey = planned.call === undefined ? key : callKey(key, planned.call)
  const before = await earlierCalls(settings, req, { run: run.id, key, count: idle + at })
  if ('why' in before) return missing(before.why)
  const earlier = joined(before.written)
  const { subject, topic, objective, focus } = planned.item
  const { tier, timeoutMs } = sectionSettings(settings.model, stagedSection(format, found))
  const repeats = noRepeats()
  return {
    keys: [ownKey],
    impossible: [],
    ...(planned.call === undefined ? {} : { isPreparation: true }),
    ask: (_, problems) => ({
      messages: sectionPrompt({
        ...{ basis, format, section, needs, problems, context: input.context ?? settings.plans.context },
        lesson: { title: lesson.title, topic, ...given({ subject, objective, focus }) },
        call:
          splits.length > 1
            ? { number: at + 1, of: splits.length, first: first + 1, written: writtenSoFar(whole, earlier) }
            : undefined,
        plan: plan && outlineOf(plan.parts.map(outlined), { maxCharacters: mostOfPlan }),
      }),
      schemaName: 'section',
      wireSchema: wireSchemaOf(section),
      ...{
        tier,
        timeoutMs: settings.model.sections[`${format.key}/${found.key}`]?.timeoutMs ?? found.timeoutMs ?? timeoutMs,
      },
      urgency: input.urgency,
      maxOutputTokens: roomFor(section),
      ledger: { feature: `lessons/${format.key}/${found.key}`, subject: subject ?? topic },
    }),
    judge: judgeCall({ key: ownKey, section, whole, earlier, isLast: planned.call === undefined, facts }),
    instead: async (gaps) => settleRepeats(repeats, gaps),
    save: async (saveReq, made) => {
      const [draft] = made
      if (!draft) return {}
      if (planned.call !== undefined) {
        await expediteTopic(saveReq, topicOfSection(run.id, ownKey))
        return {}
      }
      const { slugs } = settings
      const parts = joined([...before.written, isRecord(draft.draft) ? draft.draft : {}])
      const asked = questionsAsked(whole.parts, parts)
      if (asked.length > 0) await lockRunLessons(saveReq, run)
      await lockDocuments(saveReq, { collection: slugs.lessons, ids: [planned.lesson] })
      if (!(await findLesson(settings, saveReq, planned.lesson))) {
        return { refused: [{ key, problem: 'the lesson was deleted' }] }
      }
      const items = [{ key, asked }]
      const repeated = await repeatedQuestions(settings, saveReq, { collection: 'sections', run: run.id, items })
      if (repeated.length > 0 && !repeats.settled.has(key)) {
        repeats.refused.set(key, draft)
        return { refused: repeated }
      }
      const { flags } = judgeSection({ answer: parts, section: whole, facts })
      if (objective && input.curriculum != null) {
        await lockDocuments(saveReq, { collection: slugs.curricula, ids: [input.curriculum] })
        await clearPending(settings, saveReq, input.curriculum, [objective])
      }
      const stored = { parts: whole.parts, seed: `${input.seed ?? 0}:${key}`, citable: loaded.citable }
      const source = {
        ...loaded.sources,
        ...{ format: format.key, section: found.key, request: { subject, topic, objective, focus } },
        plan: plan?.parts,
        needs: needs.map(({ section: of, text: said }) => ({ section: of, text: said })),
      }
      const of = { settings, req: saveReq, promptVersion: sectionPromptVersion }
      if (found.place === 'parent') {
        await writeParts({
          ...{
            ...of,
            collection: slugs.lessons,
            id: planned.lesson,
            made: draft,
            values: storedValues({ ...stored, written: parts }),
            facts,
          },
          parts: Object.entries(whole.parts),
          order: format.sections.flatMap((one) => (one.place === 'parent' ? Object.keys(one.parts) : [])),
          // Of a lesson that other sections are written into as well, this is not all.
          ...(format.sections.length === 1 ? { source } : {}),
        })
      } else {
        await writeDrafts({
          ...{ ...of, run, step, collection: slugs.sections },
          drafts: [
            {
              made: draft,
              written: {},
              content: storedParts({ ...stored, written: parts, facts }),
              data: {
                title: found.title,
                key: found.key,
                flags: [...flagCodes(flags), ...(repeated.length > 0 ? [repeatFlag] : [])],
                format: format.key,
                order: format.sections.indexOf(found) + 1,
                parent: { relationTo: slugs.lessons, value: planned.lesson },
                ...(plan ? { plan: plan.id, planVersion: plan.version } : {}),
              },
              source,
            },
          ],
        })
      }
      await expediteTopic(saveReq, topicOfSection(run.id, key))
      return {}
    },
  }
}

/** A step that nothing can be asked for. It fails, so that a retry looks again. */
const gap = (key: string, { problem, isPreparation }: { problem: string; isPreparation: boolean }): OpenStep => ({
  keys: [key],
  isPreparation,
  impossible: [{ key, problem } satisfies ItemProblem],
  judge: () => ({ good: new Map(), problems: [] }),
  save: async () => ({}),
})

/** Where the format asks for more calls than there is to write. */
const nothing: OpenStep = {
  ...{ isPreparation: true, keys: [], impossible: [] },
  judge: () => ({ good: new Map(), problems: [] }),
  save: async () => ({}),
}

const writtenSoFar = ({ parts }: SectionDefinition, earlier: Readonly<Record<string, unknown>>): string | undefined => {
  const written = Object.entries(parts).flatMap(([name, part]) =>
    name in earlier
      ? [{ heading: headingOf(name, part), part: writtenAs(part.sort, earlier[name] as PartValues[keyof PartValues]) }]
      : [],
  )
  return written.length === 0 ? undefined : outlineOf(written, { maxCharacters: mostOfPlan })
}

const given = (texts: Record<string, string | undefined>): Record<string, string> =>
  Object.fromEntries(Object.entries(texts).flatMap(([name, value]) => (value === undefined ? [] : [[name, value]])))
