'use client'
import { useWords } from '../shared/useWords.js'
import { type ChessDiagram, sideOf } from './chessDiagram.js'

/** A disc in the colour of whose move it is, and the same in words. */
export const SideToMove = ({ diagram }: { diagram: ChessDiagram }) => {
  const words = useWords()
  return (
    <span className="coursewright-side">
      <span aria-hidden className={`coursewright-side__disc coursewright-side__disc--${diagram.turn}`} />
      {words('board:toMove', { side: sideOf(words, diagram) })}
    </span>
  )
}
