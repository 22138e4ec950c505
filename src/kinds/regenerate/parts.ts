import type { PayloadRequest } from 'payload'
import { lockDocuments } from '../../drafts/documentLocks.js'
import { type ReadPart, readContent } from '../../drafts/parts/readContent.js'
import { rewriteDraft } from '../../drafts/rewriteDraft.js'
import { blocksOf } from '../../generators/content/blocks.js'
import { flagCodes, writable } from '../../generators/content/judge.js'
import { outlineOf } from '../../generators/content/markdown.js'
import { headingOf, writtenAs } from '../../generators/content/part.js'
import type { SectionDefinition } from '../../generators/content/section.js'
import { joined, splitsOf } from '../../generators/content/split.js'
import { metadataOf } from '../../generators/courses/metadata.js'
import { judgeSaved, lapsed } from '../../generators/lessons/judgeCall.js'
import { sectionPromptVersion } from '../../generators/lessons/sectionPrompt.js'
import { storedValues } from '../../generators/lessons/storedParts.js'
import { sectionSettings } from '../../options/resolveModel.js'
import type { Settings } from '../../options/Settings.js'
import type { OpenStep, RunDoc } from '../../runs/kind/RunKind.js'
import { gap, noCall } from '../../runs/step/noCall.js'
import { isRecord } from '../../text.js'
import { noRepeats, repeatFlag, settleRepeats } from '../quizzes.js'
import { mostOutlined } from '../staged/calls.js'
import { madeOfAll, sectionStep, turnOf } from '../staged/sectionStep.js'
import { basisOf, readFacts } from './basis.js'
import { definitionOf, withParts } from './definition.js'
import { planAsked } from './planAsked.js'
import { repeatsAnew } from './repeats.js'
import { savedAs } from './savedAs.js'
import { regenerateSection } from './section.js'
import type { FoundTarget } from './targets.js'

interface OpenParts {
  req: PayloadRequest
  run: RunDoc
  key: string
  target: FoundTarget
  /** From 0: of a section that is written in several calls, one that is not the last. */
  call?: number | undefined
  /** How many it was to be written in when the run was requested. */
  calls: number
  propose: boolean
  urgency: 'normal' | 'flex'
}

/** A document in parts, some or all of which are written anew: of a course, its fields. */
export const openPartsAnew = async (settings: Settings, open: OpenParts): Promise<OpenStep> => {
  const { req, run, key, target, call, calls, propose, urgency } = open
  const { doc, name, wanted } = target
  const asked = name === 'plans' ? await planAsked(settings, req, target) : undefined
  const defined = definitionOf(settings, target, asked)
  if (!defined) return gap(key, `its format "${doc.format}" is not there any more, or has no such parts`)
  const { format, section: all } = defined
  const from = { run, target, asked, format, section: all }
  const { basis, facts, told, needs, plan, avoid, subject } = await basisOf(settings, { req, ...from })
  const whole = writable(withParts(all, wanted), facts)
  if (Object.keys(whole.parts).length === 0) return gap(key, 'none of its parts can be written any more')
  const wanting = splitsOf(whole)
  // What a person took out meanwhile, or few positions, may leave less to write.
  const splits = wanting.length <= calls ? wanting : splitsOf({ ...whole, per: undefined })
  const turn = await turnOf(settings, req, { run: run.id, key, call, calls, splits })
  if (!turn) return noCall
  if ('why' in turn) return gap(key, turn.why)
  const earlier = joined(turn.written)
  const [old] = call === undefined ? lapsed({ whole, earlier, facts }) : []
  if (old !== undefined) return gap(key, `what an earlier call of this section wrote does not hold any more: ${old}`)
  const read = readParts(settings, req, { target, section: all })
  const isWanted = (part: ReadPart) => part.name !== undefined && wanted.includes(part.name)
  const others = read.filter((part) => !isWanted(part))
  const { tier, timeoutMs } = sectionSettings(settings.model, {
    ...regenerateSection,
    ...{ tier: all.tier, isHeavy: all.isHeavy, timeoutMs: all.timeoutMs },
  })
  const repeats = noRepeats()
  const source = { ...basis.sources, format: format.key, section: all.key, plan }
  return {
    ...sectionStep({
      ...{ key, call, turn, whole, facts },
      prompt: {
        ...{ basis, format, avoid, context: 'full', about: told },
        needs: [
          ...needs,
          ...(others.length > 0
            ? [{ section: 'others', title: 'Its other parts, which stay', text: outline(others) }]
            : []),
        ],
        plan: plan && outline(plan),
        revision: { current: outline(read.filter(isWanted)), feedback: target.feedback ?? undefined },
      },
      request: { ...{ tier, timeoutMs, urgency }, ledger: { feature: `regenerate/${name}`, subject } },
    }),
    sourceOf: () => source,
    instead: async (gaps) => settleRepeats(repeats, gaps),
    save: async (saveReq, [made]) => {
      if (call !== undefined || !made || !isRecord(made.draft)) return {}
      const { draft: own } = made
      const written = joined([earlier, own])
      const repeated = await repeatsAnew(settings, saveReq, { key, target, parts: whole.parts, written })
      if (repeated.length > 0 && !repeats.settled.has(key)) {
        repeats.refused.set(key, made)
        return { refused: repeated }
      }
      await lockDocuments(saveReq, { collection: settings.slugs[name], ids: [target.value] })
      await lockDocuments(saveReq, { collection: settings.slugs.positions, ids: basis.positions.map(({ id }) => id) })
      // However old the answer is: what it says must hold in the library as it stands now, and keep the rules of the kit.
      const latest = await readFacts(settings, { req: saveReq, ...from, sources: basis.sources })
      const judged = { section: turn.split.section, whole, earlier, written: own, facts: latest.facts }
      const { problems, flags } = judgeSaved(judged)
      if (problems.length > 0) return { refused: problems.map((problem) => ({ key, problem })) }
      const values = storedValues({
        ...{ parts: whole.parts, written, seed: `${target.value}:${key}`, citable: basis.citable },
      })
      const found = [...flagCodes(flags), ...(repeated.length > 0 ? [repeatFlag] : [])]
      // What nobody named is what can be written at all: no boards without a game, for one.
      const isWhole = !target.parts || wanted.length === Object.keys(all.parts).length
      const rewritten = await rewriteDraft({
        ...{ settings, req: saveReq, name, id: target.value, run: run.id, made: madeOfAll(turn, made), propose },
        promptVersion: sectionPromptVersion,
        feedback: target.feedback ?? undefined,
        named: target.parts ?? undefined,
        order: Object.keys(all.parts),
        ...(name === 'plans' ? {} : { flagsOf: (had) => (isWhole ? found : [...new Set([...had, ...found])]) }),
        ...(isWhole ? { source } : {}),
        valuesOf: (doc) =>
          name === 'courses'
            ? metadataOf(values, Object.keys(whole.parts))
            : blocksOf({ values, parts: whole.parts, content: doc.content, facts: latest.facts }),
      })
      if (!rewritten) return { refused: [{ key, problem: 'the document was deleted' }] }
      return savedAs(key, target.feedback, rewritten)
    },
  }
}

interface ReadParts {
  target: FoundTarget
  section: SectionDefinition
}

/** What stands in the document: its parts, or the fields that are written as such. */
const readParts = (
  settings: Settings,
  req: PayloadRequest,
  { target: { name, doc }, section }: ReadParts,
): readonly ReadPart[] => {
  if (name !== 'courses') {
    return readContent(req.payload.config, settings.slugs[name], Array.isArray(doc.content) ? doc.content : [])
  }
  return Object.entries(section.parts).flatMap(([field, part]): ReadPart[] => {
    const value = doc[field]
    const isList = Array.isArray(value)
    if (isList ? value.length === 0 : typeof value !== 'string' || value === '') return []
    const told = isList ? value.map((label) => ({ label: String(label), body: '' })) : String(value)
    return [{ name: field, heading: headingOf(field, part), written: writtenAs(part.sort, told) }]
  })
}

const outline = (parts: readonly ReadPart[]): string =>
  outlineOf(
    parts.map(({ heading, name, written }) => ({ heading: heading ?? headingOf(name ?? ''), part: written })),
    { maxCharacters: mostOutlined },
  )
