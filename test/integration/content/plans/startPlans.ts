import type { Fault, OfflineRequest } from '../../../../demo/model/startOfflineModel.js'
import type { CoursewrightOptions } from '../../../../src/index.js'
import { startApi } from '../../api/helpers/startApi.js'
import { outlineKind } from '../../kinds/outlineKind.js'
import { runEnded } from '../../runs/helpers/runEnded.js'

/** A plan that the format `outline` takes. */
export const goodPlan = {
  story: 'A walk through the old town in spring.',
  vocabulary: ['town', 'walk', 'spring'].map((label) => ({ label, body: `What ${label} means.` })),
}

export type Plans = Awaited<ReturnType<typeof startPlans>>

/** Real Payload with a kind that writes from plans, and a model that writes `goodPlan` unless a test has it say otherwise. */
export const startPlans = async (options: CoursewrightOptions = {}) => {
  const says: {
    answer: (request: OfflineRequest) => unknown
    fault: (request: OfflineRequest) => Fault | undefined
  } = { answer: () => goodPlan, fault: () => undefined }
  const api = await startApi({
    kinds: [outlineKind],
    options: { ...options, steps: { retryDelayMs: 10, attempts: 2, ...options.steps } },
    model: { respond: (request) => says.answer(request), faults: (request) => says.fault(request) },
  })
  const { payload } = api
  const request = async (input: object): Promise<number> => {
    const { body } = await api.as.editor.post('/generation-runs', { kind: 'outline', input })
    return body.doc.id
  }
  const readEnded = async (id: number) => {
    const ended = await runEnded(api, id)
    const { docs: lessons } = await payload.find({
      collection: 'lessons',
      where: { 'provenance.run': { equals: id } },
      depth: 0,
      draft: true,
    })
    const { docs: events } = await payload.find({
      collection: 'generation-logs',
      where: { run: { equals: id }, type: { equals: 'event' } },
      depth: 0,
      sort: 'id',
    })
    const [step] = ended.steps
    return {
      ...ended,
      outcome: step?.result?.outcome,
      lesson: lessons[0],
      events: events.map(({ facts }) => facts.event),
    }
  }
  return {
    ...api,
    says,
    /** What the model was asked, the simple prompts too. */
    calls: () => api.model.requests().length,
    request,
    /** Waits until the run has ended, and reads it with its first step's outcome, its lesson and its events. */
    readEnded,
    ended: async (input: object) => readEnded(await request(input)),
    plan: (id: number | string) => payload.findByID({ collection: 'plans', id, depth: 0, showHiddenFields: true }),
  }
}

const paragraph = (text: string) => ({
  ...{ type: 'paragraph', version: 1, direction: null, format: '', indent: 0 },
  children: [{ type: 'text', version: 1, text, detail: 0, format: 0, mode: 'normal', style: '' }],
})

/** As an editor who writes another story into the form of a plan and saves it. */
export const edit = async ({ as }: Pick<Plans, 'as'>, plan: number, story = 'An editor wrote this one.') => {
  const { body } = await as.editor.get(`/plans/${plan}?depth=0`)
  const [prose, ...others] = body.content
  const changed = { ...prose.body, root: { ...prose.body.root, children: [paragraph(story)] } }
  return as.editor.patch(`/plans/${plan}`, { content: [{ ...prose, body: changed }, ...others] })
}
