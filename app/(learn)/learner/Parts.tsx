'use client'
import { RichText } from '@payloadcms/richtext-lexical/react'
import type { Part } from './content.js'
import { MindMap } from './MindMap.js'
import { PlayBoard } from './PlayBoard.js'
import { Quiz } from './Quiz.js'

interface PartsProps {
  parts?: readonly Part[] | null
  /** The game whose positions are shown. */
  game?: string | null
}

/** The parts of a document, one below the other, each as its sort is read. */
export const Parts = ({ parts, game }: PartsProps) =>
  (parts ?? []).map((part) => (
    <section className={`part part--${part.blockType}`} dir="auto" key={part.id}>
      {part.heading && <h3>{part.heading}</h3>}
      <Body game={game ?? ''} part={part} />
    </section>
  ))

const Body = ({ part, game }: { part: Part; game: string }) => {
  switch (part.blockType) {
    case 'prose':
      return part.body ? <RichText data={part.body} /> : null
    case 'entries':
      return <Entries rows={part.rows ?? []} />
    case 'questions':
      return <Quiz questions={part.items ?? []} />
    case 'tree':
      return <MindMap nodes={part.nodes ?? []} title={part.heading || 'Mind map'} />
    case 'boards':
      return (part.rows ?? []).map(({ id, notation, caption }) => (
        <figure className="figure" key={id}>
          <PlayBoard game={game} notation={notation ?? ''} />
          {caption && <figcaption>{caption}</figcaption>}
        </figure>
      ))
    default:
      return null
  }
}

type Rows = NonNullable<Extract<Part, { blockType: 'entries' }>['rows']>

/** Rows that follow each other in one group stand below its name. */
const Entries = ({ rows }: { rows: Rows }) => (
  <dl className="entries">
    {rows.map(({ id, group, label, body }, index) => (
      <div key={id}>
        {group && group !== rows[index - 1]?.group && <p className="entries__group">{group}</p>}
        <dt>{label}</dt>
        <dd>{body}</dd>
      </div>
    ))}
  </dl>
)
