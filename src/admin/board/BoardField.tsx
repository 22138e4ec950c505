'use client'
import { useFormFields } from '@payloadcms/ui'
import { useDeferredValue } from 'react'
import { textOf } from '../shared/textOf.js'
import { words } from '../words.js'
import { Board } from './Board.js'

interface BoardFieldProps {
  /** Paths of the fields it follows while an editor types. */
  notationPath: string
  solutionPath: string
}

/** The position of the document as a board, before anything is saved. */
export const BoardField = ({ notationPath, solutionPath }: BoardFieldProps) => {
  const notation = useFormFields(([fields]) => textOf(fields[notationPath]?.value)).trim()
  const solution = useFormFields(([fields]) => textOf(fields[solutionPath]?.value)).trim()
  const game = useFormFields(([fields]) => textOf(fields.game?.value))
  // Typing stays quick while the board catches up.
  const shown = useDeferredValue(notation)
  return (
    <div className="field-type coursewright-board-field">
      {shown ? (
        <Board game={game} notation={shown} solution={solution} />
      ) : (
        <p className="coursewright-board__note">{words.board.empty(notationPath)}</p>
      )}
    </div>
  )
}
