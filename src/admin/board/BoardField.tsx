'use client'
import { Link, useFormFields } from '@payloadcms/ui'
import type { DefaultCellComponentProps } from 'payload'
import { useDeferredValue } from 'react'
import { textOf } from '../shared/api.js'
import { useAddresses } from '../shared/useAddresses.js'
import { useWords } from '../shared/useWords.js'
import { Board, Thumbnail } from './Board.js'
import { useIsWide } from './useIsWide.js'

interface BoardFieldProps {
  /** Paths of the fields it follows while an editor types. */
  notationPath: string
  solutionPath: string
  /** In the sidebar: shown only where that stands beside the form. */
  isBeside?: boolean
}

/** The position of the document as a board, before anything is saved. */
export const BoardField = ({ notationPath, solutionPath, isBeside = false }: BoardFieldProps) => {
  const words = useWords()
  const isWide = useIsWide()
  const notation = useFormFields(([fields]) => textOf(fields[notationPath]?.value)).trim()
  const solution = useFormFields(([fields]) => textOf(fields[solutionPath]?.value)).trim()
  const game = useFormFields(([fields]) => textOf(fields.game?.value))
  // Typing stays quick while the board catches up.
  const shown = useDeferredValue(notation)
  if (isBeside && !isWide) return null
  return (
    <div className="field-type coursewright-board-field">
      {shown ? (
        <Board game={game} notation={shown} solution={solution} />
      ) : (
        <p className="coursewright-board__note">{words('board:empty')}</p>
      )}
    </div>
  )
}

type BoardCellProps = Pick<DefaultCellComponentProps, 'collectionSlug' | 'link' | 'linkURL' | 'onClick' | 'rowData'> & {
  notationPath: string
}

/** The position in a list row; links to the document where it is the row's first column. */
export const BoardCell = ({ collectionSlug, link, linkURL, notationPath, onClick, rowData }: BoardCellProps) => {
  const addresses = useAddresses()
  const notation = textOf(rowData[notationPath])
  const board = notation ? <Thumbnail game={textOf(rowData.game)} notation={notation} /> : '—'
  if (onClick) {
    return (
      <button
        className="coursewright-board-cell"
        onClick={() => onClick({ cellData: notation, collectionSlug, rowData })}
        type="button"
      >
        {board}
      </button>
    )
  }
  if (!link) return board
  return (
    <Link
      className="coursewright-board-cell"
      href={linkURL || addresses.document(collectionSlug, rowData.id)}
      prefetch={false}
    >
      {board}
    </Link>
  )
}
