import { Link } from '@payloadcms/ui'
import { headers as requestHeaders } from 'next/headers.js'
import type { DefaultServerCellComponentProps, Payload } from 'payload'
import { formatAdminURL } from 'payload/shared'
import { cache } from 'react'
import { keyOfDocument } from '../../runs/vocabulary.js'
import { wordsOf } from '../../words/words.js'
import { type DocumentId, isRecord } from '../shared/api.js'
import { askedTogether } from '../shared/askedTogether.js'
import { settingsOf } from '../shared/serverSide.js'
import './cells.css'

/** On a document's page Payload renders every component of a field of type `ui`, cells without a row. */
type DraftCellProps = Pick<DefaultServerCellComponentProps, 'collectionSlug' | 'i18n' | 'payload'> &
  Partial<Pick<DefaultServerCellComponentProps, 'rowData'>>

/** In a list of drafts: what was decided about each. Nothing where no run wrote it. */
export const ReviewCell = async ({ collectionSlug, i18n, payload, rowData }: DraftCellProps) => {
  if (!rowData) return null
  const state = await onPage(payload).stateOf(keyOfDocument({ relationTo: collectionSlug, value: rowData.id }))
  if (state === undefined) return '–'
  return (
    <span className={`coursewright-state coursewright-state--${state}`}>
      {wordsOf(i18n).named('deskStates', state)}
    </span>
  )
}

/** In a list of drafts: the run that wrote each, by its title. */
export const RunCell = async ({ payload, rowData }: DraftCellProps) => {
  const run = rowData && runOf(rowData)
  if (run === undefined) return rowData ? '–' : null
  const title = await onPage(payload).titleOf(run)
  // It was deleted, or is another user's.
  if (title === undefined) return '–'
  const path = `/collections/${settingsOf(payload).slugs.generationRuns}/${encodeURIComponent(run)}` as const
  return (
    <Link dir="auto" href={formatAdminURL({ adminRoute: payload.config.routes.admin, path })} prefetch={false}>
      {title}
    </Link>
  )
}

/** Plans name their run themselves. */
const runOf = ({ provenance, run }: Readonly<Record<string, unknown>>): DocumentId | undefined => {
  const named = (isRecord(provenance) ? provenance.run : undefined) ?? run
  const id = isRecord(named) ? named.id : named
  return typeof id === 'number' || typeof id === 'string' ? id : undefined
}

/** What the rows of one page need, in one query each; React keeps it for one page and no longer. */
const onPage = cache((payload: Payload) => {
  const { slugs } = settingsOf(payload)
  const signedIn = requestHeaders().then(async (headers) => (await payload.auth({ headers })).user)
  const find = async (collection: string, field: string, keys: readonly DocumentId[], shown: string) => {
    const { docs } = await payload.find({
      ...{ collection, depth: 0, pagination: false, where: { [field]: { in: [...keys] } } },
      select: { [field]: true, [shown]: true },
      // As the one who looks; who may not read them is told nothing, and the list stays.
      ...{ overrideAccess: false, disableErrors: true, user: await signedIn },
    })
    return docs as unknown as Readonly<Record<string, unknown>>[]
  }
  return {
    stateOf: askedTogether(async (keys: readonly string[]) => {
      const docs = await find(slugs.reviews, 'documentKey', keys, 'state')
      return new Map(docs.map(({ documentKey, state }) => [String(documentKey), String(state)]))
    }),
    titleOf: askedTogether(async (ids: readonly DocumentId[]) => {
      const docs = await find(slugs.generationRuns, 'id', ids, 'title')
      return new Map(docs.map(({ id, title }) => [id as DocumentId, String(title || id)]))
    }),
  }
})
