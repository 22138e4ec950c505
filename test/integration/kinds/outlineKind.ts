import { z } from 'zod'
import { entries } from '../../../src/generators/content/entries.js'
import { format } from '../../../src/generators/content/format.js'
import { prose } from '../../../src/generators/content/prose.js'
import { section } from '../../../src/generators/content/section.js'
import { type RunKind, type Settings, writeDrafts } from '../../../src/index.js'
import { plansSection } from '../../../src/plans/lookUpPlan.js'
import { openPlan, planOutcomeSchema } from '../../../src/plans/openPlan.js'
import { approvePlans, checkFallbackPlan, readPlan } from '../../../src/plans/readPlan.js'

/** A format whose plan has a text and a list, and a rule of its own. */
const outline = format({
  key: 'outline',
  label: 'Outline',
  of: 'lesson',
  plan: {
    section: section({
      key: 'plan',
      title: 'Plan',
      instructions: 'What the lesson says, and its words.',
      parts: {
        story: prose({ minWords: 4 }),
        vocabulary: entries({ label: 'Word', body: 'Meaning', min: 3 }),
      },
    }),
    check: ({ parts, facts: { objectives } }) =>
      objectives
        .filter((objective) => !String(parts.story).includes(objective))
        .map((objective) => ({ part: 'story', path: '', message: `the objective "${objective}" is not covered` })),
  },
  sections: [],
})

const id = z.union([z.number(), z.string()])
const input = z.object({
  topic: z.string(),
  objectives: z.array(z.string()).default([]),
  curriculum: id.optional(),
  profile: id.optional(),
  kit: id.optional(),
  context: z.enum(['minimal', 'full']).optional(),
  planFirst: z.boolean().optional(),
  reusePlan: z.boolean().optional(),
  fallbackPlan: id.optional(),
})

/** The smallest kind that writes from a plan: a plan, then one lesson that names it, without a call of its own. */
export const outlineKind = (settings: Settings): RunKind => ({
  kind: 'outline',
  roles: ['editor', 'admin'],
  targets: [],
  sections: [plansSection],
  words: { label: 'Outline', item: { one: 'lesson', other: 'lessons' } },
  admit: async ({ req, input: given }) => {
    const asked = input.parse(given)
    const { fallbackPlan: plan } = asked
    if (plan !== undefined) await checkFallbackPlan(settings, { req, plan, format: outline.key })
    const estimate = { requested: 1, calls: 1, promptTokens: 1, completionTokens: 1, cost: null, seconds: 1 }
    return {
      input: asked,
      title: asked.topic,
      requested: 1,
      notice: undefined,
      estimate: async () => ({ ...estimate, facts: {}, notice: undefined }),
    }
  },
  prepare: async () => ({}),
  next: async ({ steps }) => {
    const plan = steps.find(({ kind }) => kind === 'plan')
    if (!plan) return { open: [{ key: 'plan', kind: 'plan', input: {} }], isLast: false }
    if (plan.status !== 'done') return { open: [], isLast: false }
    return { open: [{ key: 'text', kind: 'generate', input: planOutcomeSchema.parse(plan.outcome) }], isLast: true }
  },
  keysOf: (of) => ('run' in of || of.step.kind === 'generate' ? ['lesson'] : []),
  open: async ({ req, run, step }) => {
    const { topic, objectives, curriculum, profile, kit, ...options } = input.parse(run.input)
    if (step.kind === 'plan') {
      const request = { topic, objectives, language: 'en' }
      return openPlan(settings, {
        req,
        run,
        step,
        format: outline,
        request,
        sources: { curriculum, profile, kit },
        options,
      })
    }
    const plan = await readPlan(settings, { req, run, plan: planOutcomeSchema.parse(step.input).plan })
    const story = plan.parts.find(({ name }) => name === 'story')?.written.value
    return {
      keys: ['lesson'],
      impossible: [],
      judge: () => ({ good: new Map(), problems: [] }),
      save: async (saveReq) => {
        const made = { key: 'lesson', draft: {}, model: 'none', provider: 'none' }
        const data = {
          title: topic,
          objective: String(story),
          language: 'en',
          plan: plan.id,
          planVersion: plan.version,
        }
        const drafts = [{ made, written: {}, data, source: {} }]
        await writeDrafts({
          settings,
          req: saveReq,
          run,
          step,
          collection: settings.slugs.lessons,
          promptVersion: '1',
          drafts,
        })
        return {}
      },
    }
  },
  resume: ({ req, run }) => approvePlans(settings, { req, run }),
})
