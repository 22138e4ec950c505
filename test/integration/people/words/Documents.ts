import type { CollectionBeforeChangeHook, CollectionConfig, PayloadRequest } from 'payload'
import { answerTask } from '../../../../demo/model/answerTask.js'
import type { OfflineRequest } from '../../../../demo/model/startOfflineModel.js'
import { inTransaction } from '../../../../src/database/transactions.js'
import { isOwnDraftWrite } from '../../../../src/drafts/ownWrites.js'
import { writeDrafts } from '../../../../src/drafts/writeDrafts.js'
import { settingsOf } from '../../../../src/options/Settings.js'
import type { RunDoc } from '../../../../src/runs/kind/RunKind.js'
import type { Step } from '../../../../src/runs/vocabulary.js'
import { finishRun } from '../../api/helpers/finishRun.js'
import { requestRun } from '../../api/helpers/requestRun.js'
import { type Api, startApi } from '../../api/helpers/startApi.js'
import { addPositions } from '../../helpers/addPositions.js'
import { blocksOf, type Collection, collections, type Doc } from './parts.js'
import { createWorker } from './Worker.js'

export type Ids = Readonly<Record<Collection, number>>

export type Documents = Awaited<ReturnType<typeof startDocuments>>

/** Real Payload with one generated document of each collection, of which fresh copies are made as a run would write them. */
export const startDocuments = async () => {
  // The templates are written as the offline model writes by itself.
  let told: number | undefined
  const moment: Moment = { during: undefined }
  const api: Api = await startApi({
    options: {
      collectionOverrides: Object.fromEntries(collections.map((name) => [name, stoppingRuns(moment)])),
      steps: { retryDelayMs: 0, attempts: 5, leaseSeconds: 60 },
    },
    model: {
      respond: (request) => {
        if (told === undefined) return undefined
        told += 1
        return inNewWords(request, told)
      },
    },
  })
  const { payload } = api
  await addPositions({ payload, counts: { opening: 4, endgame: 4 } })
  const made = async (kind: string, input: object): Promise<void> => {
    const { body } = await api.as.editor.post('/generation-runs', { kind, input })
    if (!body.doc) throw new Error(JSON.stringify(body))
    const { status, gaps } = await finishRun(api, body.doc.id)
    if (status !== 'completed') throw new Error(`The run ended as ${status}: ${JSON.stringify(gaps)}`)
  }
  await finishRun(api, (await requestRun(api.as.editor, { targetDrillCount: 1, phases: ['opening'] })).id)
  await made('course', { topic: 'Tea', lessons: 1, sections: ['summary', 'metadata'] })
  const templates = {} as Record<Collection, Doc>
  for (const collection of collections) {
    const { docs } = await payload.find({ collection, draft: true, depth: 0, sort: 'id', limit: 1 })
    templates[collection] = docs[0] as unknown as Doc
  }
  told = 0
  const lesson = templates.lessons.id
  let copies = 0
  /** A copy of each document, as the run that made the first one left it. */
  const fresh = async (): Promise<Ids> =>
    inTransaction(payload, async (req) => {
      const course = await copy(req, 'courses', {})
      return {
        courses: course,
        sections: await copy(req, 'sections', { parent: { relationTo: 'courses', value: course } }),
        lessons: await copy(req, 'lessons', {}),
        drills: await copy(req, 'drills', {}),
      }
    })
  const copy = async (req: PayloadRequest, collection: Collection, more: Record<string, unknown>): Promise<number> => {
    const doc = templates[collection]
    const { run, step, model, provider, promptVersion } = doc.provenance as Record<string, number & string>
    copies += 1
    const written = Object.keys(doc.written as object)
    const isField = (name: string) => !blocksOf(doc).some(({ part }) => part === name)
    const [id] = await writeDrafts({
      ...{ settings: settingsOf(payload), req, collection, promptVersion: promptVersion ?? '' },
      run: { id: run } as unknown as RunDoc,
      step: { id: step } as unknown as Step,
      drafts: [
        {
          made: { key: `copy ${copies}`, draft: undefined, model: model ?? '', provider: provider ?? '' },
          written: Object.fromEntries(written.filter(isField).map((name) => [name, withoutIds(doc[name])])),
          ...(doc.content ? { content: withoutIds(doc.content) as never } : {}),
          data: {
            ...Object.fromEntries(kept.map((name) => [name, doc[name]])),
            ...(collection === 'courses' ? { lessons: [lesson] } : {}),
            ...more,
          },
          source: 'copy',
        },
      ],
    })
    return Number(id)
  }
  return { ...api, worker: createWorker(api), fresh, moment }
}

interface Moment {
  /** Called when a run has read a document and is about to write it, with the document locked. */
  during: (() => Promise<void>) | undefined
}

/** A hook of the host's, which knows when a run writes. */
const stoppingRuns =
  (moment: Moment) =>
  ({ defaultCollection }: { defaultCollection: CollectionConfig }): CollectionConfig => {
    const { hooks = {} } = defaultCollection
    const stop: CollectionBeforeChangeHook = async ({ data, operation, req }) => {
      if (operation === 'update' && isOwnDraftWrite(req)) await moment.during?.()
      return data
    }
    return { ...defaultCollection, hooks: { ...hooks, beforeChange: [...(hooks.beforeChange ?? []), stop] } }
  }

const kept = [
  'title',
  'key',
  'order',
  'format',
  'language',
  'topic',
  'subject',
  'position',
  'series',
  'phase',
  'game',
  'notation',
  'plan',
]

const withoutIds = (value: unknown): unknown =>
  JSON.parse(JSON.stringify(value ?? null), (name, inner) => (name === 'id' ? undefined : inner))

/** What the offline model would write, each time in other words. */
const inNewWords = (request: OfflineRequest, time: number): unknown => {
  const result = answerTask(request.message)
  if ('problem' in result) throw new Error(result.problem)
  const said = ['explanation', 'prompt', 'introduction', 'summary', 'description', 'title']
  return JSON.parse(JSON.stringify(result.answer), (name, value) =>
    typeof value === 'string' && said.includes(name) ? `${value} ${name === 'title' ? '' : 'Said '}${time}` : value,
  )
}
