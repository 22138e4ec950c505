import type { RunningHost } from '../e2e/hosts/startHost.js'
import { apiAs } from '../e2e/panel/signIn.js'
import { waitFor } from '../shared/waitFor.js'

type Doc = Record<string, unknown> & { id: number }

/** What stands in the host when pictures of it are taken. */
export interface States {
  positions: { chess: number; backgammon: number }
  curriculum: number
  kit: number
  series: { finished: number; backgammon: number; partial: number; failed: number; running: number }
  runs: { finished: number; partial: number; budget: number; plan: number; rewritten: number }
  drill: number
  lesson: number
  /** One of whose parts a person changed, and a run proposes to. */
  proposed: number
  course: number
  mindMap: number
  plan: number
}

/** Brings a host of the demo's content into every state that a page has a picture of. */
export const makeStates = async (host: RunningHost): Promise<States> => {
  const api = await apiAs(host.url, 'editor')
  const first = async (query: string): Promise<Doc> => {
    const [doc] = (await api(`${query}&depth=0&limit=1`)).docs
    if (!doc) throw new Error(`There is nothing at ${query}.`)
    return doc
  }
  const request = async (kind: string, input: object): Promise<Doc> => {
    await host.forgetRequests()
    return (await api('/generation-runs?depth=0', { kind, input })).doc
  }
  const until = (run: Doc, status: string): Promise<Doc> =>
    waitFor(
      `run ${run.id} to be ${status}`,
      async () => {
        const now = await api(`/generation-runs/${run.id}?depth=0`)
        return now.status === status && now
      },
      { deadlineMs: 300_000, everyMs: 500 },
    )
  const made = async (kind: string, input: object, status = 'completed') => until(await request(kind, input), status)
  const target = (run: Doc): number => (run.target as { value: number }).value
  const profile = async (name: string, tone: string): Promise<number> =>
    (await api('/profiles', { name, level: 'beginner', language: 'en', tone })).doc.id
  const publish = (collection: string, id: number) => api(`/${collection}/${id}`, { _status: 'published' }, 'PATCH')

  const curriculum = await first('/curricula?where[game][equals]=chess')
  const kit = await first('/kits?sort=id')
  const unwritable = await profile('Hard to please', 'unwritable')
  const of = { curriculum: curriculum.id }

  const failed = await made('drillSeries', { ...of, targetDrillCount: 3, batchSize: 1, profile: unwritable }, 'failed')
  const partial = await made('drillSeries', { ...of, targetDrillCount: 6, batchSize: 2, profile: unwritable }, 'failed')
  host.mendModel()
  const [step] = (await api(`/generation-steps?where[run][equals]=${partial.id}&where[status][equals]=failed`)).docs
  await api(`/generation-runs/${partial.id}/retry`, { step: step.index })
  await until(partial, 'partial')

  const finished = await made('drillSeries', { ...of, targetDrillCount: 12, seed: 7 })
  const backgammon = await made('drillSeries', { game: 'backgammon', targetDrillCount: 4 })
  const plan = await made('lessons', { format: 'language', topic: 'At the market', planFirst: true }, 'paused')
  const budget = await made('drillSeries', { ...of, targetDrillCount: 4, batchSize: 2, maxTokens: 100 }, 'paused')
  const course = target(await made('course', { ...of, lessons: 3, drillsPerLesson: 2 }))
  const lessons = (await made('lessons', { topic: 'Rook endings', count: 3, kit: kit.id })).id
  const [lesson, proposed] = (await api(`/lessons?where[provenance.run][equals]=${lessons}&draft=true&depth=0`)).docs
  const content = proposed.content.map((block: { part: string }) =>
    block.part === 'concepts' ? { ...block, rows: [{ label: 'Activity', body: 'A rook wants open lines.' }] } : block,
  )
  await api(`/lessons/${proposed.id}?draft=true`, { content, _status: 'draft' }, 'PATCH')
  const feedback = 'Give an example with a pawn on the seventh rank.'
  const targets = [{ relationTo: 'lessons', value: proposed.id, feedback }]
  const rewritten = await made('regenerate', { targets })

  const drills: Doc[] = (await api(`/drills?where[series][equals]=${target(finished)}&draft=true&depth=0&limit=50`))
    .docs
  for (const { id } of drills.slice(0, 8)) await publish('drills', id)
  const mindMap = await first(
    `/sections?where[parentKey][equals]=courses:${course}&where[key][equals]=mindMap&draft=true`,
  )
  for (const id of (await api(`/courses/${course}?draft=true&depth=0`)).lessons) await publish('lessons', id)
  await publish('sections', mindMap.id)
  await publish('courses', course)
  await publish('lessons', lesson.id)
  await publish('drill-series', target(finished))
  const running = await request('drillSeries', { ...of, targetDrillCount: 60, batchSize: 1 })
  await host.forgetRequests()
  return {
    positions: {
      chess: (await first('/positions?where[game][equals]=chess')).id,
      backgammon: (await first('/positions?where[game][equals]=backgammon')).id,
    },
    curriculum: curriculum.id,
    kit: kit.id,
    series: {
      finished: target(finished),
      backgammon: target(backgammon),
      partial: target(partial),
      failed: target(failed),
      running: target(running),
    },
    runs: {
      finished: finished.id,
      partial: partial.id,
      budget: budget.id,
      plan: plan.id,
      rewritten: rewritten.id,
    },
    drill: drills.at(-1)?.id ?? 0,
    lesson: lesson.id,
    proposed: proposed.id,
    course,
    mindMap: mindMap.id,
    plan: (await first(`/plans?where[run][equals]=${plan.id}&draft=true`)).id,
  }
}
