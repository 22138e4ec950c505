'use client'
import { Board } from '../../board/Board.js'
import { Choice } from '../../drafts/DrillShown.js'
import { RichText } from '../../drafts/RichText.js'
import { isRecord, textOf } from '../../shared/api.js'
import { useWords } from '../../shared/useWords.js'
import { Tree } from './Tree.js'

type Fields = Readonly<Record<string, unknown>>

interface PartProps {
  block: Fields
  /** Of the document; positions may say more exactly which. */
  game: string
  games: Readonly<Record<string, string>>
  isChanged: boolean
}

/** One part of a lesson, section or plan, by its sort. */
export const Part = ({ block, game, games, isChanged }: PartProps) => {
  const words = useWords()
  return (
    <section className="coursewright-part">
      <h3>
        <span dir="auto">{textOf(block.heading) || textOf(block.part)}</span>
        {isChanged && <span className="coursewright-tag">{words('review:changedPart')}</span>}
      </h3>
      <Body block={block} game={game} games={games} />
    </section>
  )
}

const Body = ({ block, game, games }: Omit<PartProps, 'isChanged'>) => {
  switch (block.blockType) {
    case 'prose':
      return <RichText value={block.body} />
    case 'entries':
      return <Entries rows={rowsOf(block.rows)} />
    case 'questions':
      return <Questions items={rowsOf(block.items)} />
    case 'tree':
      return <Tree nodes={rowsOf(block.nodes)} title={textOf(block.heading)} />
    case 'boards':
      return <Boards game={game} games={games} rows={rowsOf(block.rows)} />
    default:
      return null
  }
}

const rowsOf = (value: unknown): Fields[] => (Array.isArray(value) ? value.filter(isRecord) : [])

const keyOf = (row: Fields, index: number): string => textOf(row.id) || String(index)

const Entries = ({ rows }: { rows: readonly Fields[] }) => (
  <dl className="coursewright-entries">
    {rows.map((row, index) => (
      <div key={keyOf(row, index)}>
        {textOf(row.group) !== '' && textOf(row.group) !== textOf(rows[index - 1]?.group) && (
          <p className="coursewright-entries__group" dir="auto">
            {textOf(row.group)}
          </p>
        )}
        <dt dir="auto">{textOf(row.label)}</dt>
        <dd dir="auto">{textOf(row.body)}</dd>
      </div>
    ))}
  </dl>
)

const Questions = ({ items }: { items: readonly Fields[] }) => {
  const words = useWords()
  return (
    <ol className="coursewright-questions">
      {items.map((item, index) => (
        <li key={keyOf(item, index)}>
          <p className="coursewright-questions__stem" dir="auto">
            {textOf(item.stem)}
          </p>
          <ol className="coursewright-choices-shown">
            {rowsOf(item.choices).map((choice, place) => (
              <li
                className={choice.correct === true ? 'coursewright-choices-shown__right' : undefined}
                key={keyOf(choice, place)}
              >
                <Choice isRight={choice.correct === true} text={textOf(choice.text)} why={textOf(choice.why)} />
              </li>
            ))}
          </ol>
          {textOf(item.answer) !== '' && <p dir="auto">{words('review:answer', { answer: textOf(item.answer) })}</p>}
          {textOf(item.explanation) !== '' && (
            <p className="coursewright-muted" dir="auto">
              {textOf(item.explanation)}
            </p>
          )}
        </li>
      ))}
    </ol>
  )
}

const Boards = ({ rows, game, games }: { rows: readonly Fields[]; game: string; games: PartProps['games'] }) => (
  <div className="coursewright-part__boards">
    {rows.map((row, index) => {
      const position = isRecord(row.position) ? row.position.id : row.position
      return (
        <figure key={keyOf(row, index)}>
          <Board game={games[String(position)] ?? game} notation={textOf(row.notation)} />
          <figcaption dir="auto">{textOf(row.caption)}</figcaption>
        </figure>
      )
    })}
  </div>
)
