'use client'
import { RichText } from '@payloadcms/richtext-lexical/react'
import { useEffect, useRef, useState } from 'react'
import type { Drill } from './content.js'
import { isSameMove, PlayBoard } from './PlayBoard.js'

interface DrillPlayProps {
  drill: Drill
  isLast: boolean
  onAnswer: (isRight: boolean) => void
  onNext: () => void
}

/** A drill: answered by a choice, or by a move on the board that one of the choices names. */
export const DrillPlay = ({ drill, isLast, onAnswer, onNext }: DrillPlayProps) => {
  const { prompt, choices, solution, explanation, hints, game, notation } = drill
  const [tried, setTried] = useState<readonly string[]>([])
  const [hintCount, setHintCount] = useState(0)
  const [said, setSaid] = useState('')
  const next = useRef<HTMLButtonElement>(null)
  const isSolved = choices.some(({ id, correct }) => correct && tried.includes(id))
  useEffect(() => {
    if (isSolved) next.current?.focus()
  }, [isSolved])

  const choose = (id: string): boolean => {
    const choice = choices.find((one) => one.id === id)
    if (!choice || isSolved) return false
    setTried([...tried, id])
    setSaid(choice.rationale ?? '')
    onAnswer(Boolean(choice.correct))
    return Boolean(choice.correct)
  }
  const move = (moves: readonly string[]): boolean => {
    const [named, ...others] = choices.filter(({ text }) => moves.some((san) => isSameMove(notation, text, san)))
    if (named && others.length === 0) return choose(named.id)
    setSaid(named ? 'Choose below which piece the pawn becomes.' : `${moves[0]} is not among the choices.`)
    return false
  }

  return (
    <article className="drill">
      <PlayBoard
        game={game}
        notation={notation}
        onMove={isSolved ? undefined : move}
        shown={isSolved ? solution : ''}
      />
      <div>
        <h2 dir="auto">{prompt}</h2>
        <ol className="choices">
          {choices.map(({ id, text, correct }) => (
            <li key={id}>
              <button
                className="choice"
                data-told={tried.includes(id) ? (correct ? 'right' : 'wrong') : undefined}
                dir="auto"
                disabled={isSolved || tried.includes(id)}
                onClick={() => choose(id)}
                type="button"
              >
                {text}
              </button>
            </li>
          ))}
        </ol>
        <div aria-live="polite">
          {tried.length > 0 && (
            <p className="verdict" data-told={isSolved ? 'right' : 'wrong'}>
              <strong>{isSolved ? 'Right.' : 'Not that one.'}</strong>
            </p>
          )}
          {said && <p dir="auto">{said}</p>}
          {(hints ?? []).slice(0, hintCount).map(({ id, text }) => (
            <p className="hint" dir="auto" key={id}>
              {text}
            </p>
          ))}
        </div>
        {isSolved && explanation && <RichText data={explanation} />}
        <p className="actions">
          {!isSolved && hintCount < (hints?.length ?? 0) && (
            <button className="button button--quiet" onClick={() => setHintCount(hintCount + 1)} type="button">
              Hint
            </button>
          )}
          {isSolved && (
            <button className="button" onClick={onNext} ref={next} type="button">
              {isLast ? 'Finish' : 'Next'}
            </button>
          )}
        </p>
      </div>
    </article>
  )
}
