import type { Question, TreeNode } from '../../generators/content/part.js'
import {
  type MarkdownDocument,
  type MarkdownSeries,
  markdownOfCourse,
  markdownOfDocument,
  markdownOfPart,
} from '../../generators/exchange/writeMarkdown.js'
import { textOfRichText } from '../../generators/richText.js'
import {
  type ReadPart,
  type ReadWhole,
  readWhole,
  type Whole,
  type WholeDocument,
  type WholeDrill,
} from './readWhole.js'

/** What a document, with all that belongs to it, has to be written to a file. */
export interface ExportedDocument {
  readonly title: string
  /** Its own; of a course and of a staged lesson those of its sections. */
  readonly parts: readonly ReadPart[]
  /** The whole of it. */
  markdown(): string
}

/** A document as a file says it, as far as the request's user may read it; `undefined` where there is none. */
export const readExport = async (read: ReadWhole): Promise<ExportedDocument | undefined> => {
  const whole = await readWhole(read)
  if (!whole) return undefined
  const { doc, sections } = whole
  return {
    title: doc.title ?? '',
    parts: [...whole.parts, ...sections.flatMap(({ parts }) => parts)],
    // A staged lesson is its sections, to be read; each of them has a file of its own, to be read back.
    markdown: () =>
      read.name === 'courses' || sections.length > 0 ? readable(whole) : markdownOfDocument(documentOf(whole)),
  }
}

/** One part of it as Markdown. */
export const markdownOfExported = ({ written }: ReadPart): string => markdownOfPart(written)

export const treesOf = (parts: readonly ReadPart[]): (ReadPart & { nodes: readonly TreeNode[] })[] =>
  parts.flatMap((part) => (part.written.sort === 'tree' ? [{ ...part, nodes: part.written.value }] : []))

const readable = (whole: Whole): string => {
  const { doc, parts, lessons, sections, series } = whole
  return markdownOfCourse({
    title: doc.title ?? '',
    description: doc.description ?? doc.objective ?? '',
    documents: [
      ...(parts.length > 0 ? [{ ...documentOf(whole), intro: '' }] : []),
      ...lessons.map((lesson) => ({ ...documentOf(lesson), sections: lesson.sections.map(documentOf) })),
      ...sections.map(documentOf),
    ],
    series: series.map(({ title, drills }): MarkdownSeries => ({ title, drills: drills.map(questionOf) })),
  })
}

const documentOf = ({ doc, parts }: WholeDocument): MarkdownDocument => ({
  title: doc.title ?? '',
  intro: doc.objective ?? '',
  parts,
})

const questionOf = ({
  prompt,
  notation,
  choices,
  explanation,
  difficulty,
}: WholeDrill): Question & { notation: string } => ({
  sort: 'single',
  stem: prompt ?? '',
  notation: notation ?? '',
  choices: (choices ?? []).map(({ text, correct, rationale }) => ({
    text: text ?? '',
    correct: correct === true,
    why: rationale ?? '',
  })),
  explanation: textOfRichText(explanation),
  ...(difficulty ? { difficulty } : {}),
})
