'use client'
import { useId, useState } from 'react'
import type { Question } from './content.js'

/** Questions, each answered by itself: what is right is said after an answer, and why. */
export const Quiz = ({ questions }: { questions: readonly Question[] }) => (
  <ol className="quiz">
    {questions.map((question) => (
      <li key={question.id}>
        {question.sort === 'short' ? <ShortQuestion question={question} /> : <ChoiceQuestion question={question} />}
      </li>
    ))}
  </ol>
)

const ChoiceQuestion = ({ question: { sort, stem, choices, explanation } }: { question: Question }) => {
  const name = useId()
  const [picked, setPicked] = useState<readonly string[]>([])
  const [isChecked, setChecked] = useState(false)
  const all = choices ?? []
  const isRight = all.every(({ id, correct }) => picked.includes(id) === Boolean(correct))
  const pick = (id: string) => {
    setChecked(false)
    if (sort === 'single') setPicked([id])
    else setPicked(picked.includes(id) ? picked.filter((other) => other !== id) : [...picked, id])
  }
  return (
    <fieldset className="question">
      <legend>{stem}</legend>
      {all.map(({ id, text, correct, why }) => {
        const isPicked = picked.includes(id)
        return (
          <label
            className="choice"
            data-told={isChecked && isPicked ? (correct ? 'right' : 'wrong') : undefined}
            key={id}
          >
            <input
              checked={isPicked}
              name={name}
              onChange={() => pick(id)}
              type={sort === 'single' ? 'radio' : 'checkbox'}
            />
            <span>
              {text}
              {isChecked && isPicked && why && <small>{why}</small>}
            </span>
          </label>
        )
      })}
      <button className="button" disabled={picked.length === 0} onClick={() => setChecked(true)} type="button">
        Check
      </button>
      <div aria-live="polite">
        {isChecked && (
          <p className="verdict" data-told={isRight ? 'right' : 'wrong'}>
            <strong>{isRight ? 'Right.' : 'Not quite. Try again.'}</strong> {isRight && explanation}
          </p>
        )}
      </div>
    </fieldset>
  )
}

const ShortQuestion = ({ question: { stem, answer, explanation } }: { question: Question }) => {
  const [isShown, setShown] = useState(false)
  return (
    <fieldset className="question">
      <legend>{stem}</legend>
      <textarea aria-label="Your answer" rows={2} />
      <button aria-pressed={isShown} className="button" onClick={() => setShown(!isShown)} type="button">
        {isShown ? 'Hide the answer' : 'Compare with the answer'}
      </button>
      <div aria-live="polite">
        {isShown && (
          <p className="verdict">
            <strong>{answer}</strong> {explanation}
          </p>
        )}
      </div>
    </fieldset>
  )
}
