'use client'
import { Button, Link, Pill } from '@payloadcms/ui'
import { useState } from 'react'
import type { DraftWords } from '../../runs/kind/kindWords.js'
import { type DocumentId, requestJson, textOf } from '../shared/api.js'
import { useAddresses } from '../shared/useAddresses.js'
import { useAnswer } from '../shared/useAnswer.js'
import { useWords } from '../shared/useWords.js'
import '../shared/drafts.css'

const PAGE = 50

interface RunDraftsProps extends DraftWords {
  run: DocumentId
  /** Drafts there should be; a change reads them again. */
  generated: number
}

/** What a run has made of one collection, each appearing as its step lands; nothing while there is nothing. */
export const RunDrafts = ({ run, generated, collection, titleField, label }: RunDraftsProps) => {
  const words = useWords()
  const { api, document } = useAddresses()
  const [limit, setLimit] = useState(PAGE)
  const heading = label === undefined ? words('run:drafts') : words.named('draftLists', label)
  const { drafts, total, problem } = useDrafts({ url: api(`/${collection}`), titleField, run, generated, limit })
  if (problem) return <p className="coursewright-message coursewright-message--error">{problem}</p>
  if (drafts.length === 0) return null
  return (
    <section aria-label={heading} className="coursewright-drafts">
      <div className="coursewright-drafts__head">
        <h3>
          {heading} <span>({total})</span>
        </h3>
      </div>
      <ol className="coursewright-drafts__list">
        {drafts.map(({ id, title, isPublished, isOffline }) => (
          <li className="coursewright-draft" key={id}>
            <span className="coursewright-draft__text">
              <Link className="coursewright-draft__title" href={document(collection, id)} prefetch={false}>
                {title}
              </Link>
              {isOffline && (
                <span className="coursewright-draft__facts">
                  <span className="coursewright-draft__offline">{words('run:offline')}</span>
                </span>
              )}
            </span>
            <Pill pillStyle={isPublished ? 'success' : 'light-gray'} size="small">
              {words(isPublished ? 'run:published' : 'run:draft')}
            </Pill>
          </li>
        ))}
      </ol>
      {drafts.length < total && (
        <Button buttonStyle="secondary" onClick={() => setLimit(limit + PAGE)} size="small" type="button">
          {words('run:more')}
        </Button>
      )}
    </section>
  )
}

interface DraftView {
  id: DocumentId
  title: string
  isPublished: boolean
  isOffline: boolean
}

interface UseDrafts {
  /** Of the collection in the REST API. */
  url: string
  titleField: string
  run: DocumentId
  generated: number
  limit: number
}

/** The drafts of a run in its order, as editors last left them. */
const useDrafts = ({ url, titleField, run, generated, limit }: UseDrafts) => {
  const select = [titleField, '_status', 'provenance'].map((field) => `select[${field}]=true`).join('&')
  const ofRun = `where[provenance.run][equals]=${encodeURIComponent(run)}&sort=provenance.item`
  const question = `${url}?${ofRun}&draft=true&depth=0&${select}`
  const { answer, problem } = useAnswer<{ docs: Record<string, unknown>[]; totalDocs: number }>({
    question,
    version: `${generated} ${limit}`,
    read: (signal) => requestJson({ url: `${question}&limit=${limit}`, signal }),
  })
  return { drafts: (answer?.docs ?? []).map((doc) => viewOf(doc, titleField)), total: answer?.totalDocs ?? 0, problem }
}

const viewOf = (doc: Record<string, unknown>, titleField: string): DraftView => {
  const id = doc.id as DocumentId
  const { offline } = (doc.provenance ?? {}) as { offline?: unknown }
  return {
    id,
    title: textOf(doc[titleField]) || String(id),
    isPublished: doc._status === 'published',
    isOffline: offline === true,
  }
}
