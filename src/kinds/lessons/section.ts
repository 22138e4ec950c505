import type { PayloadRequest } from 'payload'
import { readTogether } from '../../database/transactions.js'
import { lockDocuments, writeDrafts } from '../../drafts/writeDrafts.js'
import { writeParts } from '../../drafts/writeParts.js'
import { blockOf } from '../../generators/content/blocks.js'
import { judgeSection, wireSchemaOf, writable } from '../../generators/content/judge.js'
import { outlineOf } from '../../generators/content/markdown.js'
import type { PartFacts, PartValues } from '../../generators/content/part.js'
import type { SectionDefinition } from '../../generators/content/section.js'
import { languageProblems } from '../../generators/lessons/check.js'
import { factsOf, type LessonBasis } from '../../generators/lessons/lesson.js'
import { sectionPrompt, sectionPromptVersion } from '../../generators/lessons/sectionPrompt.js'
import { roomFor } from '../../generators/lessons/size.js'
import { sectionKey } from '../../generators/lessons/stages.js'
import type { Judge } from '../../model/Model.js'
import { sectionSettings } from '../../options/resolveModel.js'
import type { Settings } from '../../options/Settings.js'
import { readPlan } from '../../plans/readPlan.js'
import type { ItemProblem, OpenStep, RunDoc } from '../../runs/RunKind.js'
import { expediteTopic } from '../../runs/topics.js'
import type { Step } from '../../runs/vocabulary.js'
import { isRecord } from '../../text.js'
import { itemOf, sentPositions } from './basis.js'
import { lessonsOfRun } from './input.js'
import { findLesson, needsOf, outlined, topicOfSection } from './needs.js'
import { clearPending } from './pending.js'
import { stagedSection } from './sections.js'
import { loadSources } from './sources.js'
import { lessonSectionSchema } from './steps.js'

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
  const lesson = await findLesson(settings, req, planned.lesson)
  if (!lesson) return gap(key, 'the lesson was deleted')
  const needs = await needsOf(settings, req, {
    run,
    format,
    section: found,
    lesson,
    item: planned.item.key,
  })
  const blocked = needs.find(({ why }) => why !== undefined)
  if (blocked?.why) return gap(key, blocked.why)
  const [loaded, positions, plan] = await readTogether(req, [
    () => loadSources(settings, req, input),
    () => sentPositions(settings, req, [planned.item]),
    () => (planned.plan === null ? undefined : readPlan(settings, { req, run, plan: planned.plan })),
  ])
  const game = settings.games.find(({ slug }) => slug === input.game)
  const basis: LessonBasis = { ...loaded, ...{ format: format.label, game, positions, existing: [] }, section: found }
  const facts = factsOf(basis, itemOf(planned.item, positions))
  const section = writable(found, facts)
  const { subject, topic, objective, focus } = planned.item
  const { tier, timeoutMs } = sectionSettings(settings.model, stagedSection(format, found))
  return {
    keys: [key],
    impossible: [],
    ask: (_, problems) => ({
      messages: sectionPrompt({
        ...{ basis, format, section, needs, problems, context: input.context ?? settings.plans.context },
        lesson: { title: lesson.title, topic, ...given({ subject, objective, focus }) },
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
    judge: judgeOf({ key, section, facts }),
    save: async (saveReq, made) => {
      const [draft] = made
      if (!draft) return {}
      const { slugs } = settings
      await lockDocuments(saveReq, { collection: slugs.lessons, ids: [planned.lesson] })
      if (!(await findLesson(settings, saveReq, planned.lesson))) {
        return { refused: [{ key, problem: 'the lesson was deleted' }] }
      }
      if (objective && input.curriculum != null) {
        await lockDocuments(saveReq, { collection: slugs.curricula, ids: [input.curriculum] })
        await clearPending(settings, saveReq, input.curriculum, [objective])
      }
      const parts = isRecord(draft.draft) ? draft.draft : {}
      const source = {
        ...loaded.sources,
        ...{ format: format.key, section: found.key, request: { subject, topic, objective, focus } },
        plan: plan?.parts,
        needs: needs.map(({ section: of, text: said }) => ({ section: of, text: said })),
      }
      const of = { settings, req: saveReq, promptVersion: sectionPromptVersion }
      if (found.place === 'parent') {
        await writeParts({
          ...{ ...of, collection: slugs.lessons, id: planned.lesson, made: draft, values: parts, facts },
          parts: Object.entries(section.parts),
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
              content: Object.entries(section.parts).flatMap(([name, part]) =>
                name in parts
                  ? [blockOf({ name, part, value: parts[name] as PartValues[keyof PartValues], facts })]
                  : [],
              ),
              data: {
                title: found.title,
                key: found.key,
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
const gap = (key: string, problem: string): OpenStep => ({
  keys: [key],
  impossible: [{ key, problem } satisfies ItemProblem],
  judge: () => ({ good: new Map(), problems: [] }),
  save: async () => ({}),
})

/** Judges a section as one item, and keeps of each answer the parts that were good. */
const judgeOf = ({ key, section, facts }: { key: string; section: SectionDefinition; facts: PartFacts }): Judge => {
  const kept = new Map<string, unknown>()
  const names = Object.keys(section.parts)
  return (answer) => {
    const wanted = names.filter((name) => !kept.has(name))
    const { good, problems } = judgeSection({ answer, section, facts, names: wanted, kept })
    for (const [name, value] of good) kept.set(name, value)
    if (kept.size < names.length)
      return { good: new Map(), problems: problems.map(({ problem }) => ({ key, problem })) }
    const written = Object.fromEntries(kept)
    const others = languageProblems(section.parts, written, facts)
    if (others.length === 0) return { good: new Map([[key, written]]), problems: [] }
    kept.clear()
    return { good: new Map(), problems: others.map((problem) => ({ key, problem })) }
  }
}

const given = (texts: Record<string, string | undefined>): Record<string, string> =>
  Object.fromEntries(Object.entries(texts).flatMap(([name, value]) => (value === undefined ? [] : [[name, value]])))
