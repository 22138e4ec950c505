import { afterAll, beforeAll, expect, test } from 'vitest'
import { markdownToRichText } from '../../../src/generators/richText.js'
import type { Answer } from '../api/helpers/ApiClient.js'
import { type Api, startApi } from '../api/helpers/startApi.js'
import { addPositions } from '../helpers/addPositions.js'
import { lessonOf } from './lessonOf.js'

let api: Api
const ids = { profile: 0, lesson: 0, hidden: 0, staged: 0, section: 0, talk: 0, series: 0, hiddenSeries: 0, course: 0 }

/** What nobody has approved: drafts over what is published, and what was never published. */
const secret = 'Zugzwang'

const map = { blockType: 'tree', heading: 'Mind map', nodes: [{ key: 'rooks', label: 'Rooks' }] }

beforeAll(async () => {
  api = await startApi()
  const { editor } = api.as
  await addPositions({ payload: api.payload, counts: { endgame: 3 } })
  const positions: { id: number }[] = (await editor.get('/positions')).body.docs
  const made = async (slug: string, data: object): Promise<number> => {
    const { body } = await editor.post(`/${slug}`, data)
    if (!body.doc) throw new Error(JSON.stringify(body))
    return body.doc.id
  }
  const published = { _status: 'published' }
  ids.profile = await made('profiles', { name: 'Club', level: 'beginner', language: 'de' })
  const content = lessonOf(positions[0]?.id ?? 0).content
  const quiz = content[2] as unknown as { items: { objective?: string }[] }
  for (const item of quiz.items) item.objective = 'The learner places rooks.'
  const shared = { objective: 'The learner places rooks.', profile: ids.profile, language: 'en' }
  ids.lesson = await made('lessons', { title: 'Rooks', ...shared, content, ...published })
  ids.hidden = await made('lessons', { title: secret, objective: secret, content: [{ ...map, heading: secret }] })
  ids.staged = await made('lessons', { title: 'Talk of rooks', difficulty: 'advanced', ...published })
  ids.series = await made('drill-series', { title: 'Drills of rooks', game: 'chess', ...published })
  ids.hiddenSeries = await made('drill-series', { title: secret, game: 'chess' })
  ids.course = await made('courses', {
    ...{ title: 'Rook endings', description: 'All about rooks.', keywords: ['rook'], language: 'en' },
    ...{ lessons: [ids.lesson, ids.hidden, ids.staged], series: [ids.series, ids.hiddenSeries], profile: ids.profile },
    ...published,
  })
  const below = (relationTo: string, value: number, more: object) =>
    made('sections', { title: 'Section', parent: { relationTo, value }, ...more })
  ids.section = await below('courses', ids.course, { key: 'map', title: 'The map', content: [map], ...published })
  await below('courses', ids.course, { key: 'more', title: secret, content: [{ ...map, heading: secret }] })
  const text = { blockType: 'prose', heading: 'Dialogue', body: markdownToRichText('Where is the rook?') }
  ids.talk = await below('lessons', ids.staged, { key: 'talk', title: 'A talk', content: [text], ...published })
  await below('lessons', ids.staged, { key: 'more', title: secret, content: [{ ...map, heading: secret }] })
  const choices = [
    { text: 'Ra1', correct: true },
    { text: 'Ra2', correct: false },
  ]
  const drill = (series: number, at: number, more: object) =>
    made('drills', { series, order: at, prompt: `Drill ${at}`, solution: 'Ra1', choices, ...more })
  await drill(ids.series, 1, published)
  const edited = await drill(ids.series, 2, published)
  await drill(ids.series, 3, { prompt: secret })
  await drill(ids.hiddenSeries, 1, { prompt: secret })
  // Over what is published, a draft that nobody has approved.
  const draft = { _status: 'draft' }
  const patch = (path: string, data: object) => editor.patch(`/${path}?draft=true`, { ...data, ...draft })
  await patch(`drills/${edited}`, { prompt: secret })
  await patch(`lessons/${ids.lesson}`, { title: secret, content: [{ ...map, heading: secret }] })
  await patch(`sections/${ids.section}`, { title: secret, content: [{ ...map, heading: secret }] })
  await patch(`drill-series/${ids.series}`, { title: secret })
  await patch(`courses/${ids.course}`, { title: secret, description: secret })
})
afterAll(() => api?.stop())

const populate = [
  'populate[lessons][title]=true&populate[lessons][content]=true&populate[lessons][sections]=true',
  'populate[sections][title]=true&populate[sections][content]=true',
  'populate[drill-series][title]=true&populate[drill-series][drills]=true',
  'populate[drills][prompt]=true&populate[drills][choices]=true',
].join('&')

const isDocument = (one: unknown): boolean => typeof one === 'object' && one !== null

test('one REST request gives a student a published course with lessons, sections and drills', async () => {
  const { body } = await api.as.student.get(`/courses/${ids.course}?depth=4&${populate}`)
  expect(JSON.stringify(body)).not.toContain(secret)
  expect(body.lessons.filter(isDocument)).toMatchObject([
    { id: ids.lesson, title: 'Rooks', content: [{}, {}, {}, { nodes: [{ label: 'Rooks' }, { label: 'Behind' }] }, {}] },
    { id: ids.staged, sections: { docs: [{ id: ids.talk, content: [{ blockType: 'prose' }] }] } },
  ])
  expect(body.sections.docs).toMatchObject([{ id: ids.section, content: [{ nodes: [{ label: 'Rooks' }] }] }])
  expect(body.series.filter(isDocument)).toMatchObject([
    {
      id: ids.series,
      drills: { docs: [{ prompt: 'Drill 1', choices: [{ text: 'Ra1' }, {}] }, { prompt: 'Drill 2' }] },
    },
  ])
})

test('one GraphQL request gives the same', async () => {
  const content = `content { ... on TreePart { nodes { label } } ... on ProsePart { body } ... on EntriesPart { rows { label } } }`
  const { body } = await api.as.student.graphql(`{
    Course(id: ${ids.course}) {
      title jsonLd
      lessons { id title ${content} sections { docs { id title ${content} } } }
      sections { docs { id title ${content} } }
      series { id title drills { docs { prompt choices { text correct } } } artifact }
    }
  }`)
  expect(JSON.stringify(body.data)).not.toContain(secret)
  const { Course } = body.data
  expect(Course.lessons.filter(isDocument)).toMatchObject([
    { id: ids.lesson, content: [{}, {}, {}, { nodes: [{ label: 'Rooks' }, {}] }, {}] },
    { id: ids.staged, sections: { docs: [{ id: ids.talk }] } },
  ])
  expect(Course.sections.docs).toMatchObject([{ id: ids.section, content: [{ nodes: [{ label: 'Rooks' }] }] }])
  expect(Course.series.filter(isDocument)).toMatchObject([
    {
      id: ids.series,
      drills: { docs: [{ prompt: 'Drill 1' }, { prompt: 'Drill 2' }] },
      artifact: { drills: [{}, {}] },
    },
  ])
  expect(Course.jsonLd['@type']).toBe('Course')
})

test('jsonLd describes what its reader sees, where it is asked for', async () => {
  const get = async (path: string, actor: 'student' | 'editor' = 'student') => (await api.as[actor].get(path)).body
  const { jsonLd } = await get(`/courses/${ids.course}?select[jsonLd]=true`)
  expect(jsonLd).toEqual({
    '@context': 'https://schema.org',
    '@type': 'Course',
    name: 'Rook endings',
    description: 'All about rooks.',
    keywords: ['rook'],
    inLanguage: 'en',
    educationalLevel: 'beginner',
    teaches: ['The learner places rooks.'],
    assesses: ['The learner places rooks.'],
    timeRequired: 'PT5M',
    hasPart: [
      {
        ...{ '@type': 'LearningResource', learningResourceType: 'lesson', name: 'Rooks' },
        ...{ description: 'A rook behind the pawn grows stronger.', inLanguage: 'en', educationalLevel: 'beginner' },
        ...{ teaches: ['The learner places rooks.'], assesses: ['The learner places rooks.'], timeRequired: 'PT3M' },
      },
      {
        ...{ '@type': 'LearningResource', learningResourceType: 'lesson', name: 'Talk of rooks' },
        ...{ description: 'Where is the rook?', inLanguage: 'en', educationalLevel: 'advanced', timeRequired: 'PT1M' },
        hasPart: [
          {
            ...{ '@type': 'LearningResource', learningResourceType: 'section', name: 'A talk' },
            ...{ description: 'Where is the rook?', inLanguage: 'en', timeRequired: 'PT1M' },
          },
        ],
      },
      {
        ...{ '@type': 'LearningResource', learningResourceType: 'section', name: 'The map' },
        ...{ inLanguage: 'en', timeRequired: 'PT1M' },
      },
      {
        ...{ '@type': 'LearningResource', name: 'Drills of rooks', learningResourceType: 'exercises' },
        timeRequired: 'PT2M',
      },
    ],
  })
  expect(await get(`/courses/${ids.course}`)).not.toHaveProperty('jsonLd')
  expect((await get('/courses')).docs[0]).not.toHaveProperty('jsonLd')
  expect((await get('/courses?select[jsonLd]=true')).docs[0].jsonLd).toEqual(jsonLd)
  const lesson = await get(`/lessons/${ids.lesson}?select[jsonLd]=true&depth=0`)
  expect(lesson.jsonLd).toEqual({ '@context': 'https://schema.org', ...jsonLd.hasPart[0] })
  const named = await get(`/courses/${ids.course}?populate[lessons][jsonLd]=true`)
  expect(named.lessons[0]).toEqual({ id: ids.lesson, jsonLd: lesson.jsonLd })
  const ofEditor = await get(`/courses/${ids.course}?select[jsonLd]=true&draft=true`, 'editor')
  expect(JSON.stringify(ofEditor)).toContain(secret)
  const local = { collection: 'courses', id: ids.course, overrideAccess: true } as const
  expect(await api.payload.findByID({ ...local, context: { jsonLd: true } })).toMatchObject({ jsonLd })
  const { body } = await api.as.editor.patch(`/courses/${ids.course}?draft=true`, { jsonLd: { name: 'x' } })
  expect(body.doc).not.toHaveProperty('jsonLd')
})

test('a published course is exported with what is published in it', async () => {
  const response = await api.as.student.request(`/courses/${ids.course}/export`)
  expect(response.status).toBe(200)
  const text = await response.text()
  expect(text).not.toContain(secret)
  const headings = text.split('\n').filter((line) => line.startsWith('#'))
  expect(headings).toEqual([
    ...['# Rook endings', '## Rooks', '### story', '### steps', '#### First', '### test', '### map', '### diagrams'],
    ...['## Talk of rooks', '### A talk', '#### Dialogue', '## The map', '### Mind map', '## Drills of rooks'],
  ])
  expect(text).toContain('1. Drill 1\n')
  expect(text).toContain('   - [x] Ra1')
  const mermaid = await api.as.student.request(`/courses/${ids.course}/export?format=mermaid`)
  expect(await mermaid.text()).toBe('mindmap\n  n0(("Rooks"))\n')
  expect(await (await api.as.editor.request(`/courses/${ids.course}/export?draft=true`)).text()).toContain(secret)
})

test('nothing unpublished leaks, whatever is asked for, to students or visitors', async () => {
  const paths = [
    ...['', '?draft=true', '?depth=5', '?depth=5&draft=true', `?depth=5&draft=true&${populate}`],
    ...['?select[jsonLd]=true', '?select[jsonLd]=true&draft=true', '?trash=true', '?locale=all'],
    '?depth=5&populate[lessons][jsonLd]=true&populate[lessons][title]=true',
    '?depth=5&populate[drill-series][artifact]=true&draft=true',
    '?depth=5&populate[lessons][written]=true&populate[lessons][plan]=true',
    '?depth=3&joins[sections][where][_status][equals]=draft',
    '?depth=3&joins[drills][where][_status][equals]=draft',
  ]
  const documents = [
    ...(['lesson', 'hidden', 'staged'] as const).map((name) => `lessons/${ids[name]}`),
    ...(['section', 'talk'] as const).map((name) => `sections/${ids[name]}`),
    ...(['series', 'hiddenSeries'] as const).map((name) => `drill-series/${ids[name]}`),
    `courses/${ids.course}`,
  ]
  const places = [...documents, 'lessons', 'sections', 'courses', 'drill-series', 'drills']
  for (const actor of ['student', 'visitor'] as const) {
    const { get, request } = api.as[actor]
    for (const place of places) {
      for (const path of paths) {
        const { body } = await get(`/${place}${path}`)
        expect({ actor, place, path, isLeak: JSON.stringify(body).includes(secret) }).toMatchObject({ isLeak: false })
      }
      expect((await get(`/${place.split('/')[0]}/versions?depth=3`)).status).toBe(403)
    }
    for (const place of documents.filter((one) => !one.startsWith('drill'))) {
      for (const query of ['', '?draft=true', '?format=mermaid', '?format=opml&draft=true', '?part=map']) {
        const text = await (await request(`/${place}/export${query}`)).text()
        expect({ actor, place, query, isLeak: text.includes(secret) }).toMatchObject({ isLeak: false })
      }
    }
  }
})

test('GraphQL shows no more than REST does', async () => {
  const content = 'content { ... on TreePart { heading nodes { label } } }'
  const query = `{
    Course(id: ${ids.course}, draft: true) { title description jsonLd lessons { title objective jsonLd ${content} } sections { docs { title ${content} } }
      series { title artifact drills { docs { prompt } } } }
    Courses(draft: true) { docs { title jsonLd } }
    Lessons(draft: true) { docs { title ${content} sections { docs { title } } } }
    Lesson(id: ${ids.hidden}, draft: true) { title jsonLd }
    Sections(draft: true) { docs { title } }
    Drills(draft: true) { docs { prompt } }
    AllDrillSeries(draft: true) { docs { title artifact } }
    versionsCourses { docs { version { title } } }
    versionsLessons { docs { version { title } } }
  }`
  for (const text of [query, query.replaceAll('draft: true', 'draft: false')]) {
    for (const actor of ['student', 'visitor'] as const) {
      const { body } = await api.as[actor].graphql(text)
      expect(JSON.stringify(body.data ?? null)).not.toContain(secret)
    }
  }
})

/** What an answer tells of documents that may not be read: how many were found, and in which order. */
const told = ({ status, body }: Answer): unknown =>
  status === 200 ? { ids: (body.docs ?? []).map(({ id }: { id: number }) => id), total: body.totalDocs } : status

test('no query can guess at what is not published: it is refused, or answers the same whatever is guessed', async () => {
  const guesses: [string, string[]][] = [
    [
      'courses',
      [
        'lessons.title',
        'lessons.objective',
        'series.title',
        'series.drills.prompt',
        'sections.title',
        'lessons.sections.title',
      ],
    ],
    [
      'courses',
      ['plan.objective', 'kit.title', 'provenance.run.status', 'written', 'lessons.written', 'title', 'description'],
    ],
    [
      'lessons',
      ['title', 'objective', 'sections.title', 'plan.objective', 'kit.title', 'questionBands', 'content.heading'],
    ],
    ['sections', ['title', 'parent.title', 'parent.value.title', 'plan.objective', 'content.heading']],
    ['drill-series', ['title', 'drills.prompt', 'drills.solution', 'drills.choices.text', 'runs.status', 'runs.error']],
    ['drills', ['prompt', 'series.title', 'position.notation', 'provenance.step.result', 'series.drills.prompt']],
  ]
  for (const [slug, fields] of guesses) {
    for (const field of fields) {
      for (const operator of ['like', 'contains', 'equals', 'exists', 'greater_than']) {
        const [right, wrong] = operator === 'exists' ? ['true', 'true'] : [secret, `no${secret}`]
        const ask = async (value: string, path = '') =>
          told(await api.as.student.get(`/${slug}${path}?where[${field}][${operator}]=${value}&depth=0`))
        const found = await ask(right)
        // Only what is published could be found, and that says something else.
        const none = typeof found === 'number' ? found : { ids: [], total: 0 }
        if (operator === 'like' || operator === 'contains' || operator === 'equals') {
          expect({ slug, field, operator, found }).toEqual({ slug, field, operator, found: none })
          expect({ slug, field, found: await ask(wrong) }).toEqual({ slug, field, found: none })
        }
        expect(typeof (await ask(right, '/count'))).toBe(typeof found === 'number' ? 'number' : 'object')
        const { status } = await api.as.visitor.get(`/${slug}?where[${field}][${operator}]=${right}`)
        expect([400, 403]).toContain(status)
      }
      const key = field.replaceAll('.', '__')
      const graphql = `{ docs: ${slug === 'drill-series' ? 'AllDrillSeries' : `${slug.charAt(0).toUpperCase()}${slug.slice(1)}`}(where: { ${key}: { like: "${secret}" } }) { totalDocs } }`
      const { body } = await api.as.student.graphql(graphql)
      expect(body.data?.docs?.totalDocs ?? 0).toBe(0)
    }
  }
})

test('no order tells what is not published', async () => {
  for (const [slug, field] of [
    ['courses', 'lessons.title'],
    ['courses', 'series.title'],
    ['drill-series', 'drills.prompt'],
    ['drills', 'series.title'],
    ['lessons', 'plan.objective'],
    ['lessons', 'kit.title'],
  ]) {
    expect({ field, status: (await api.as.student.get(`/${slug}?sort=${field}`)).status }).toEqual({
      field,
      status: 400,
    })
  }
})
