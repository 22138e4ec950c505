import type { Fault, OfflineModelOptions, OfflineRequest } from '../../../../demo/model/startOfflineModel.js'
import type { CoursewrightOptions } from '../../../../src/index.js'
import { type Api, startApi } from '../../api/helpers/startApi.js'
import { runEnded } from '../../runs/helpers/runEnded.js'

export type Courses = Awaited<ReturnType<typeof startCourses>>

/** What a call was for: `plan`, `lessons`, `drills`, or the key of a section. */
export const nameOf = ({ message = {} }: Pick<OfflineRequest, 'message'>): string =>
  message.task === 'section' ? (message.section as { key: string }).key : String(message.task)

/** Real Payload with the offline model, which answers by itself unless a test has it say otherwise. */
export const startCourses = async (options: CoursewrightOptions = {}) => {
  const says: {
    answer: OfflineModelOptions['respond']
    fault: (request: OfflineRequest) => Fault | undefined
  } = { answer: undefined, fault: () => undefined }
  const api: Api = await startApi({
    options: { ...options, steps: { retryDelayMs: 10, attempts: 2, ...options.steps } },
    model: { respond: (request, call) => says.answer?.(request, call), faults: (request) => says.fault(request) },
  })
  const ask = (input: object) => api.as.editor.post('/generation-runs?depth=0', { kind: 'course', input })
  const request = async (input: object): Promise<number> => {
    const { body } = await ask(input)
    if (!body.doc) throw new Error(JSON.stringify(body.errors))
    return body.doc.id
  }
  const listed = async (collection: string, where: string, sort = 'id') => {
    const { body } = await api.as.editor.get(`/${collection}?${where}&draft=true&depth=0&limit=200&sort=${sort}`)
    return body.docs
  }
  /** A course with its lessons, sections and drills, as they stand. */
  const readCourse = async (id: number) => {
    const { body: course } = await api.as.editor.get(`/courses/${id}?draft=true&depth=0`)
    const lessons = course.lessons?.length ? await listed('lessons', `where[id][in]=${course.lessons.join(',')}`) : []
    return {
      course,
      lessons: (course.lessons ?? []).map((lesson: number) => lessons.find((one: { id: number }) => one.id === lesson)),
      sections: await listed('sections', `where[parentKey][equals]=courses:${id}`, 'order'),
      drills: course.series?.length
        ? await listed('drills', `where[series][in]=${course.series.join(',')}`, 'order')
        : [],
    }
  }
  const readEnded = async (run: number | string, course?: number) => {
    const ended = await runEnded(api, run)
    const [made] = await listed('courses', `where[provenance.run][equals]=${run}`)
    const id: number | undefined = course ?? made?.id
    if (id === undefined) throw new Error(`The run ${run} made no course: ${JSON.stringify(ended.run)}`)
    return { ...ended, id, ...(await readCourse(id)) }
  }
  return {
    ...api,
    says,
    ask,
    request,
    readCourse,
    readEnded,
    listed,
    calls: () => api.model.requests().map(nameOf),
    made: async (input: { course?: number; [name: string]: unknown }) => readEnded(await request(input), input.course),
  }
}
