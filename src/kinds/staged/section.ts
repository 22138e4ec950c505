import type { PayloadRequest } from 'payload'
import { readTogether } from '../../database/transactions.js'
import { lockDocuments } from '../../drafts/documentLocks.js'
import { type RejectionsOf, readRejections } from '../../drafts/rejections.js'
import { writable } from '../../generators/content/judge.js'
import { outlineOf } from '../../generators/content/markdown.js'
import type { PartFacts } from '../../generators/content/part.js'
import type { SectionDefinition } from '../../generators/content/section.js'
import { joined, splitsOf } from '../../generators/content/split.js'
import { questionsAsked } from '../../generators/lessons/askedQuestions.js'
import { judgeSaved, lapsed } from '../../generators/lessons/judgeCall.js'
import { factsOf, type LessonBasis, type LessonRequest } from '../../generators/lessons/lesson.js'
import { sectionKey } from '../../generators/lessons/stages.js'
import { sectionSettings } from '../../options/resolveModel.js'
import type { Settings } from '../../options/Settings.js'
import { isPlanThere, readPlan } from '../../plans/readPlan.js'
import type { OpenStep, RunDoc } from '../../runs/kind/RunKind.js'
import { gap, noCall } from '../../runs/step/noCall.js'
import { expediteTopic } from '../../runs/topics.js'
import type { Step } from '../../runs/vocabulary.js'
import { isRecord } from '../../text.js'
import { itemOf, sentPositions } from '../lessonBatches/basis.js'
import type { PlannedLesson } from '../lessonBatches/plannedLesson.js'
import { lockRunLessons } from '../lessonBatches/saveLessons.js'
import { noRepeats, repeatedQuestions, settleRepeats } from '../quizzes.js'
import { loadSources } from '../sources/loadSources.js'
import { callKey, mostOutlined } from './calls.js'
import { findParent, needsOf, outlined, topicOfSection } from './needs.js'
import { madeOfAll, sectionStep, turnOf } from './sectionStep.js'
import { type StagedSection, stagedSection } from './stagedSection.js'
import { findSection, writeSection } from './writeSection.js'

interface OpenSection {
  req: PayloadRequest
  run: RunDoc
  step: Step
  staged: StagedSection
}

/** Loads what one section is written from, and binds it to the generator's prompt and checks. */
export const openSection = async (settings: Settings, { req, run, step, staged }: OpenSection): Promise<OpenStep> => {
  const { format, input, item, parent, request, call } = staged
  const found = format.sections.find(({ key }) => key === staged.section)
  if (!found) throw new Error(`The format "${format.key}" has no section "${staged.section}" any more.`)
  const key = sectionKey(item, found.key)
  const missing = (problem: string) => gap(key, problem, call !== undefined)
  const noun = parent.name === 'lessons' ? 'lesson' : 'course'
  const document = await findParent(settings, req, parent)
  if (!document) return missing(`the ${noun} was deleted`)
  const needs = [
    ...(staged.otherNeeds ?? []),
    ...(await needsOf(settings, req, {
      run,
      format,
      section: found,
      parent: { ...document, name: parent.name },
      item,
    })),
  ]
  const blocked = needs.find(({ why }) => why !== undefined)
  if (blocked?.why) return missing(blocked.why)
  const shown: PlannedLesson = { ...request, key: item, positions: [...(staged.positions ?? [])] }
  const [sent, plan, avoid] = await readTogether(req, [
    () => readFacts(settings, req, { staged, shown, section: found }),
    () => (staged.plan === null ? undefined : readPlan(settings, { req, run, plan: staged.plan })),
    () => readRejections(settings, req, { ...rejectionsOf(staged, found), curriculum: input.curriculum }),
  ])
  const { basis, facts } = sent
  const whole = writable(found, facts)
  // Boards may need fewer calls than the format says, where few positions were sent.
  const calls = { calls: splitsOf(found).length, splits: splitsOf(whole) }
  const turn = await turnOf(settings, req, { run: run.id, key, call, ...calls })
  if (!turn) return noCall
  if ('why' in turn) return missing(turn.why)
  const earlier = joined(turn.written)
  const [old] = call === undefined ? lapsed({ whole, earlier, facts }) : []
  if (old !== undefined) return missing(`what an earlier call of this section wrote does not hold any more: ${old}`)
  const { subject, topic } = request
  const { tier, timeoutMs } = sectionSettings(settings.model, stagedSection(format, found))
  const repeats = noRepeats()
  const source = {
    ...basis.sources,
    ...{ format: format.key, section: found.key, request: requestOf(request, staged.facts) },
    plan: plan?.parts,
    needs: needs.map(({ section: of, text: said }) => ({ section: of, text: said })),
  }
  return {
    ...sectionStep({
      ...{ key, call, turn, whole, facts },
      prompt: {
        ...{ basis, format, needs, avoid, context: input.context ?? settings.plans.context },
        about: staged.told(document.title),
        plan: plan && outlineOf(plan.parts.map(outlined), { maxCharacters: mostOutlined }),
      },
      request: {
        ...{ tier, timeoutMs, urgency: input.urgency },
        ledger: { feature: `${run.kind}/${format.key}/${found.key}`, subject: subject ?? topic },
      },
    }),
    sourceOf: () => source,
    instead: async (gaps) => settleRepeats(repeats, gaps),
    save: async (saveReq, made) => {
      const [draft] = made
      if (!draft) return {}
      if (call !== undefined) {
        await expediteTopic(saveReq, topicOfSection(run.id, callKey(key, call)))
        return {}
      }
      const written = isRecord(draft.draft) ? draft.draft : {}
      const parts = joined([earlier, written])
      const asked = questionsAsked(whole.parts, parts)
      if (asked.length > 0) await lockRunLessons(saveReq, run)
      await lockDocuments(saveReq, { collection: settings.slugs[parent.name], ids: [parent.id] })
      if (!(await findParent(settings, saveReq, parent))) {
        return { refused: [{ key, problem: `the ${noun} was deleted` }] }
      }
      const items = [{ key, asked }]
      const collection = found.place === 'parent' ? 'lessons' : 'sections'
      const there = await findSection(settings, saveReq, { staged, section: found })
      const repeated = await repeatedQuestions(settings, saveReq, { collection, run: run.id, items, instead: there })
      if (repeated.length > 0 && !repeats.settled.has(key)) {
        repeats.refused.set(key, draft)
        return { refused: repeated }
      }
      await staged.saved?.(saveReq)
      const positions = shown.positions.map(({ position }) => position)
      await lockDocuments(saveReq, { collection: settings.slugs.positions, ids: [...new Set(positions)] })
      // However old the answer is: what it says must hold in the library as it stands now, and keep the rules of the kit.
      const now = { ...staged, facts: (await staged.factsNow?.(saveReq)) ?? staged.facts }
      const latest = await readFacts(settings, saveReq, { staged: now, shown, section: found, sources: basis.sources })
      const judged = { section: turn.split.section, whole, earlier, written, facts: latest.facts }
      const { problems, flags } = judgeSaved(judged)
      if (problems.length > 0) return { refused: problems.map((problem) => ({ key, problem })) }
      const namedPlan = plan && (await isPlanThere(settings, saveReq, plan.id)) ? plan : undefined
      await writeSection({
        ...{ settings, req: saveReq, run, step, staged, draft: madeOfAll(turn, draft), parts, flags },
        ...{ section: whole, facts: latest.facts },
        plan: namedPlan,
        there,
        isRepeated: repeated.length > 0,
        stored: { parts: whole.parts, seed: `${input.seed ?? 0}:${key}`, citable: basis.citable },
        source,
      })
      await expediteTopic(saveReq, topicOfSection(run.id, key))
      return {}
    },
  }
}

interface ReadFacts {
  staged: StagedSection
  /** What was asked for, with the positions that were drawn for it. */
  shown: PlannedLesson
  section: SectionDefinition
  /** What the model was shown, once it was. */
  sources?: LessonBasis['sources']
}

/** What a section is written from and held against, as it stands now. */
const readFacts = async (settings: Settings, req: PayloadRequest, { staged, shown, section, sources }: ReadFacts) => {
  const { format, input } = staged
  const [loaded, positions] = await readTogether(req, [
    () => loadSources(settings, req, input, sources),
    () => sentPositions(settings, req, [shown]),
  ])
  const game = settings.games.find(({ slug }) => slug === input.game)
  const basis: LessonBasis = { ...loaded, ...{ format: format.label, game, positions, existing: [] }, section }
  const facts: PartFacts = { ...factsOf(basis, itemOf(shown, positions)), ...staged.facts }
  return { basis, facts }
}

const requestOf = ({ subject, topic, objective, focus }: LessonRequest, facts: StagedSection['facts']) => ({
  ...{ subject, topic, objective, focus },
  ...facts,
})

const rejectionsOf = ({ format, parent }: StagedSection, { key, place }: SectionDefinition): RejectionsOf =>
  place === 'parent'
    ? { name: parent.name, format: format.key }
    : { name: 'sections', format: format.key, section: key }
