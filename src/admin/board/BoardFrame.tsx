'use client'
import { Button } from '@payloadcms/ui'
import { type ReactNode, useState } from 'react'
import { useWords } from '../shared/useWords.js'

interface BoardFrameProps {
  /** The position in words. */
  description: string
  /** Under the board: whose move it is, the score. */
  caption: ReactNode
  solution?: string
  children: (isSolutionShown: boolean) => ReactNode
}

/** A board with its caption and the button that shows the solution. */
export const BoardFrame = ({ description, caption, solution, children }: BoardFrameProps) => {
  const words = useWords()
  // Of this position alone: on the review desk the board stays, and the next draft has another.
  const [shownOf, setShownOf] = useState<string>()
  const isShown = shownOf === description
  return (
    <figure className="coursewright-board">
      <div aria-label={description} className="coursewright-board__drawing" role="img">
        {/* The drawing library makes buttons of the pieces, which nobody may drag here. */}
        <div inert>{children(isShown && Boolean(solution))}</div>
      </div>
      <figcaption className="coursewright-board__caption">
        <span className="coursewright-board__turn">{caption}</span>
        {solution ? (
          <span className="coursewright-board__solution">
            <Button
              buttonStyle="secondary"
              extraButtonProps={{ 'aria-pressed': isShown }}
              margin={false}
              onClick={() => setShownOf(isShown ? undefined : description)}
              size="small"
            >
              {words(isShown ? 'board:hideSolution' : 'board:showSolution')}
            </Button>
            <span aria-live="polite">
              {isShown && (
                <>
                  {words('board:solution')}: <strong>{solution}</strong>
                </>
              )}
            </span>
          </span>
        ) : null}
      </figcaption>
    </figure>
  )
}

/** In place of a board that cannot be drawn. */
export const BoardProblem = ({ notation, problem }: { notation: string; problem: string }) => {
  const words = useWords()
  return (
    <div className="coursewright-board__problem" role="status">
      <strong>{words('board:unreadable')}</strong>
      <p>{words.told(problem)}</p>
      <NotationText notation={notation} />
    </div>
  )
}

/** The position as it is written: for games without a board here. */
export const NotationText = ({ notation }: { notation: string }) => (
  <code className="coursewright-board__notation">{notation}</code>
)
