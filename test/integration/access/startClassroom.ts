import { finishRun } from '../api/helpers/finishRun.js'
import { requestRun } from '../api/helpers/requestRun.js'
import { type Api, startApi } from '../api/helpers/startApi.js'
import { addPositions } from '../helpers/addPositions.js'

export interface Classroom extends Api {
  /** Requested by `student`. */
  run: number
  /** Published, with two published drills and two drafts. */
  series: number
  published: number[]
  drafts: number[]
  curriculum: number
  profile: number
  position: number
}

/** What an editor wrote over a published drill and has not published yet. */
export const unpublishedPrompt = 'A new prompt that nobody has approved.'

/** One document of everything, some of it published. */
export const startClassroom = async (): Promise<Classroom> => {
  const api = await startApi()
  const { editor, teacher, student } = api.as
  await addPositions({ payload: api.payload, counts: { opening: 6, endgame: 6 } })
  const curriculum = (await editor.post('/curricula', { subject: 'Rook endings', game: 'chess' })).body.doc.id
  const profile = (await editor.post('/profiles', { name: 'Club', level: 'beginner', language: 'en' })).body.doc.id
  const lesson = (await editor.post('/lessons', { title: 'Rooks' })).body.doc.id
  await editor.post('/sections', { title: 'Talk', key: 'talk', parent: { relationTo: 'lessons', value: lesson } })
  await editor.post('/courses', { title: 'Endings', lessons: [lesson] })
  await editor.post('/kits', { title: 'Tarrasch' })
  await api.payload.create({ collection: 'plans', data: { key: 'k', state: 'ready', objective: 'o' } })
  const run = await requestRun(student)
  const { target } = await finishRun(api, run.id)
  const series = target.value
  const { docs } = (await editor.get(`/drills?where[series][equals]=${series}&depth=0&sort=id`)).body
  const ids: number[] = docs.map(({ id }: { id: number }) => id)
  const [published, drafts] = [ids.slice(0, 2), ids.slice(2)]
  for (const id of published) await teacher.patch(`/drills/${id}`, { _status: 'published' })
  await teacher.patch(`/drill-series/${series}`, { _status: 'published' })
  await editor.patch(`/drills/${published[0]}?draft=true`, { prompt: unpublishedPrompt, _status: 'draft' })
  return { ...api, run: run.id, series, published, drafts, curriculum, profile, position: docs[0].position }
}
