'use client'
import { Link } from '@payloadcms/ui'
import type { DefaultCellComponentProps } from 'payload'
import { textOf } from '../shared/textOf.js'
import { useAddresses } from '../shared/useAddresses.js'
import { Thumbnail } from './Thumbnail.js'

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
