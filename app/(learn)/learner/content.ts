import type { SerializedEditorState } from '@payloadcms/richtext-lexical/lexical'
import { ask } from './api.js'

// What the API answers a learner, as far as these pages read it. docs/api.md has the rest.

export type Id = number | string

export interface Named {
  id: Id
  title: string
  description?: string | null
}

interface Choice {
  id: string
  text: string
  correct?: boolean | null
}

export interface Drill {
  id: Id
  prompt: string
  choices: (Choice & { rationale?: string | null })[]
  solution: string
  explanation?: SerializedEditorState | null
  hints?: { id: string; text: string }[] | null
  game: string
  notation: string
}

export interface Question {
  id: string
  sort: 'single' | 'multiple' | 'short'
  stem: string
  choices?: (Choice & { why?: string | null })[] | null
  answer?: string | null
  explanation?: string | null
}

export interface TreeNode {
  id: string
  key: string
  parent?: string | null
  label: string
  note?: string | null
}

export type Part = { id: string; heading?: string | null } & (
  | { blockType: 'prose'; body?: SerializedEditorState | null }
  | { blockType: 'entries'; rows?: { id: string; label: string; group?: string | null; body: string }[] | null }
  | { blockType: 'questions'; items?: Question[] | null }
  | { blockType: 'tree'; nodes?: TreeNode[] | null }
  | { blockType: 'boards'; rows?: { id: string; notation?: string | null; caption?: string | null }[] | null }
)

interface Written extends Named {
  content?: Part[] | null
  language?: string | null
  game?: string | null
}

interface Course extends Named {
  language?: string | null
  lessons: Named[]
  series: Named[]
  sections: Written[]
}

interface List<T> {
  docs: T[]
}

/** Readers of drafts get drafts too, unless they ask for what is published. */
const published = 'where[_status][equals]=published'

const sectionsOf = async (parentKey: string): Promise<Written[]> => {
  const query = `where[parentKey][equals]=${encodeURIComponent(parentKey)}&sort=order&depth=0&pagination=false`
  return (await ask<List<Written>>(`/sections?${published}&${query}`)).docs
}

/** Everything there is to learn, by titles. */
export const readShelf = async () => {
  const titles = (collection: string) =>
    ask<List<Named>>(`/${collection}?${published}&select[title]=true&select[description]=true&depth=0&pagination=false`)
  const [courses, lessons, series] = await Promise.all(['courses', 'lessons', 'drill-series'].map(titles))
  return { courses: courses?.docs ?? [], lessons: lessons?.docs ?? [], series: series?.docs ?? [] }
}

export const readSeries = async (id: string) => {
  const [{ title }, { docs }] = await Promise.all([
    ask<Named>(`/drill-series/${id}?select[title]=true&depth=0`),
    ask<List<Drill>>(
      `/drills?${published}&where[series][equals]=${encodeURIComponent(id)}&sort=order&depth=0&pagination=false`,
    ),
  ])
  return { title, drills: docs }
}

export const readLesson = async (id: string) => {
  const [lesson, sections] = await Promise.all([
    ask<Written>(`/lessons/${id}?depth=0&joins=false`),
    sectionsOf(`lessons:${id}`),
  ])
  return { ...lesson, sections }
}

export const readCourse = async (id: string): Promise<Course> => {
  const [course, sections] = await Promise.all([
    ask<Course>(`/courses/${id}?depth=1&joins=false`),
    sectionsOf(`courses:${id}`),
  ])
  // What is not published comes as a bare id.
  const named = (given: unknown): Named[] =>
    (Array.isArray(given) ? given : []).filter((one): one is Named => one !== null && typeof one === 'object')
  return { ...course, lessons: named(course.lessons), series: named(course.series), sections }
}
