import type { CollectionConfig } from 'payload'
import { z } from 'zod'
import { provenanceFields, type RunKind, type Settings, StepWaits, writeDrafts } from '../../../src/index.js'

/** A small kind of a host's own: a glossary, one entry for each term, written by two steps of which one waits for the other. */
export const Entries = (settings: Settings): CollectionConfig => ({
  slug: 'entries',
  versions: { drafts: true },
  fields: [{ name: 'term', type: 'text' }, { name: 'meaning', type: 'textarea' }, ...provenanceFields(settings)],
})

const maxTerms = 50
const input = z.object({ terms: z.array(z.string()).min(1).max(maxTerms) })
const stepInput = z.object({ terms: z.array(z.string()) })
const answer = z.object({ entries: z.array(z.object({ key: z.string(), meaning: z.string().min(1) })) })

export const glossaryKind =
  (mayBegin: (terms: readonly string[]) => boolean = () => true, sourceOf?: (term: string) => unknown) =>
  (settings: Settings): RunKind => ({
    kind: 'glossary',
    roles: ['editor', 'admin'],
    targets: [],
    sections: [],
    words: { label: 'Glossary', item: { one: 'entry', other: 'entries' }, status: { running: 'Explaining terms' } },
    limits: () => ({ maxTerms }),
    admit: async ({ input: given }) => {
      const { terms } = input.parse(given)
      const estimate = { requested: terms.length, calls: 2, promptTokens: 100, completionTokens: 50, cost: null }
      return {
        input: { terms },
        title: `Glossary of ${terms.length}`,
        requested: terms.length,
        notice: undefined,
        estimate: async () => ({ ...estimate, seconds: 1, facts: {}, notice: undefined }),
      }
    },
    prepare: async () => ({ facts: { language: 'en' } }),
    next: async ({ run }) => {
      const { terms } = input.parse(run.input)
      const half = Math.ceil(terms.length / 2)
      const parts = [terms.slice(0, half), terms.slice(half)].filter((part) => part.length > 0)
      return { open: parts.map((part, i) => ({ key: `part${i}`, kind: 'part', input: { terms: part } })), isLast: true }
    },
    keysOf: (of) => ('run' in of ? input.parse(of.run.input).terms : stepInput.parse(of.step.input).terms),
    open: async ({ run, step }) => {
      const { terms } = stepInput.parse(step.input)
      if (!mayBegin(terms)) throw new StepWaits('glossary:begin', 'It waits for the go-ahead.', 3_600_000)
      return {
        keys: terms,
        impossible: [],
        ask: (keys) => ({
          messages: [
            { role: 'user', content: JSON.stringify({ task: 'glossary', items: keys.map((key) => ({ key })) }) },
          ],
          schemaName: 'glossary',
          wireSchema: answer,
          tier: 'simple',
          maxOutputTokens: 500,
        }),
        ...(sourceOf ? { sourceOf } : {}),
        judge: (given, keys) => {
          const entries = answer.safeParse(given).data?.entries ?? []
          const good = new Map(entries.filter(({ key }) => keys.includes(key)).map((entry) => [entry.key, entry]))
          const problems = keys.filter((key) => !good.has(key)).map((key) => ({ key, problem: 'no meaning came back' }))
          return { good, problems }
        },
        save: async (req, made) => {
          const drafts = made.map((draft) => ({
            made: draft,
            written: { meaning: answer.shape.entries.element.parse(draft.draft).meaning },
            data: { term: draft.key },
            source: { term: draft.key },
          }))
          await writeDrafts({ settings, req, run, step, collection: 'entries', promptVersion: '1', drafts })
          return {}
        },
      }
    },
  })
