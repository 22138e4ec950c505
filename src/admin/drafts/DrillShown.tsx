'use client'
import { Board } from '../board/Board.js'
import { isRecord, textOf } from '../shared/api.js'
import { useWords } from '../shared/useWords.js'
import { RichText } from './RichText.js'
import './drafts.css'

interface DrillShownProps {
  /** Of the drill, as the API gives them or as a form holds them just now. */
  fields: Readonly<Record<string, unknown>>
  /** With what a learner sees after answering: which choice is right and why, explanation and hints. */
  isAnswered: boolean
  /** Without it, the board stands elsewhere on the page. */
  hasBoard: boolean
}

/** A drill as learners see it, and for those who review it what comes after the answer. */
export const DrillShown = ({ fields, isAnswered, hasBoard }: DrillShownProps) => {
  const words = useWords()
  const choices = Array.isArray(fields.choices) ? fields.choices.filter(isRecord) : []
  const hints = Array.isArray(fields.hints) ? fields.hints.filter(isRecord) : []
  const notation = textOf(fields.notation)
  return (
    <div className="coursewright-drill">
      {hasBoard && notation !== '' && (
        <div className="coursewright-drill__board">
          <Board game={textOf(fields.game)} notation={notation} solution={textOf(fields.solution)} />
        </div>
      )}
      <div className="coursewright-drill__text">
        <p className="coursewright-drill__prompt" dir="auto">
          {textOf(fields.prompt)}
        </p>
        <ol className="coursewright-choices-shown">
          {choices.map((choice, index) => (
            <li
              className={isAnswered && choice.correct === true ? 'coursewright-choices-shown__right' : undefined}
              key={textOf(choice.id) || index}
            >
              {isAnswered ? (
                <Choice isRight={choice.correct === true} text={textOf(choice.text)} why={textOf(choice.rationale)} />
              ) : (
                <span dir="auto">{textOf(choice.text)}</span>
              )}
            </li>
          ))}
        </ol>
        {isAnswered && (
          <>
            {fields.explanation != null && <RichText value={fields.explanation} />}
            {hints.map((hint, index) => (
              <p className="coursewright-drill__hint" dir="auto" key={textOf(hint.id) || index}>
                <span>{words('review:hint', { number: index + 1 })}</span> {textOf(hint.text)}
              </p>
            ))}
            {textOf(fields.principle) !== '' && (
              <p className="coursewright-drill__principle" dir="auto">
                {words('review:principle', { principle: textOf(fields.principle) })}
              </p>
            )}
          </>
        )}
      </div>
    </div>
  )
}

/** One choice, and for reviewers whether it is right. */
export const Choice = ({ isRight, text, why }: { isRight: boolean; text: string; why: string }) => {
  const words = useWords()
  return (
    <>
      <span className="coursewright-choices-shown__text" dir="auto">
        {text}
      </span>
      <span className="coursewright-choices-shown__mark">{words(isRight ? 'review:right' : 'review:wrong')}</span>
      {why !== '' && (
        <span className="coursewright-choices-shown__why" dir="auto">
          {why}
        </span>
      )}
    </>
  )
}
