'use client'
import { Link, useDocumentDrawer, useModal } from '@payloadcms/ui'
import { useLayoutEffect, useRef } from 'react'
import { textOf } from '../../shared/api.js'
import { formatNumber } from '../../shared/format.js'
import { useAddresses } from '../../shared/useAddresses.js'
import { useWords } from '../../shared/useWords.js'
import { ActionBar, Countdown } from '../ActionBar.js'
import { AskForm } from '../decisions/AskForm.js'
import type { DraftDocument } from '../desk.js'
import { keyLabel } from '../keys.js'
import type { Desk } from '../useDesk.js'
import { DraftBody, ProposalBody } from './DraftBody.js'
import { Session } from './Session.js'

/** The draft that is open, and what can be done with it. */
export const DraftPane = ({ desk }: { desk: Desk }) => {
  const words = useWords()
  const { keys, row, drafts, selection } = desk
  const document = drafts.draft?.document
  return (
    <section aria-label={words('review:draft')} className="coursewright-desk__draft">
      <Session {...desk.session} />
      <DraftHead desk={desk} />
      <div className="coursewright-desk__scroll" ref={desk.scroller}>
        <DraftContent desk={desk} />
      </div>
      <div className="coursewright-desk__foot">
        {desk.asking && row && (
          <AskForm
            key={`${row.id} ${desk.asking}`}
            review={row.id}
            onCancel={desk.stopAsking}
            onSend={desk.answer}
            sort={desk.asking}
          />
        )}
        <Countdown dueMs={desk.pendingMs} onUndo={desk.undoPublishing} />
        {/* Until the queue is there, a form that was left open has no draft to be about. */}
        {!(desk.asking && row) && (
          <ActionBar
            canDecide={desk.canDecide}
            canEdit={Boolean(document)}
            canPublish={desk.canPublish}
            canRequest={desk.canRequest}
            isSelected={row !== undefined && selection.ids.has(row.id)}
            keys={keys.shown}
            onRun={desk.run}
          />
        )}
      </div>
      {document && (
        <Editor
          document={document}
          key={`${document.collection} ${document.id}`}
          onSaved={desk.onEdited}
          openRef={desk.openEditor}
        />
      )}
    </section>
  )
}

const DraftHead = ({ desk: { row, queue, drafts, marks } }: { desk: Desk }) => {
  const words = useWords()
  const addresses = useAddresses()
  if (!row) return null
  const document = drafts.draft?.document
  const mark = marks.get(row.id)
  const other = mark?.other
  const { title: ofDocument, prompt } = document?.fields ?? {}
  const title = textOf(ofDocument) || textOf(prompt) || row.title
  return (
    <header className="coursewright-desk__head">
      <h2 dir="auto">{title || words('review:untitled')}</h2>
      <p className="coursewright-muted">
        <span>
          {`${words.named('collections', row.kind)} · ${queue.rows.indexOf(row) + 1} / ${formatNumber(words, queue.total)}`}
        </span>
        {document && (
          <>
            <span>{words(document.isPublished ? 'review:isPublished' : 'review:isDraft')}</span>
            <Link href={addresses.document(document.collection, document.id)} prefetch={false} target="_blank">
              {words('review:openPage')}
            </Link>
          </>
        )}
        {mark && (
          <span className={`coursewright-tag coursewright-tag--${mark.state}`}>
            {words(`deskStates:${other?.did === 'gone' || other?.did === 'changed' ? other.did : mark.state}`)}
          </span>
        )}
      </p>
      {other && (
        <p className="coursewright-message coursewright-message--warning" role="status">
          {other.did === 'gone'
            ? words('review:otherGone')
            : other.did === 'changed'
              ? words('review:otherChanged')
              : other.by === null
                ? words('review:otherDecided', { state: words(`deskStates:${mark.state}`) })
                : words('review:otherDecidedBy', { who: other.by, state: words(`deskStates:${mark.state}`) })}
        </p>
      )}
      {mark?.problem && <p className="coursewright-message coursewright-message--error">{mark.problem}</p>}
    </header>
  )
}

const DraftContent = ({ desk }: { desk: Desk }) => {
  const words = useWords()
  const { row, queue, drafts, keys, parts } = desk
  if (!row) {
    if (queue.rows.length === 0 || queue.problem !== undefined) return null
    const note = desk.isAllDone ? 'review:allDone' : desk.isUnlisted ? 'review:notListed' : 'review:loadingDraft'
    return <p className="coursewright-desk__note">{words(note)}</p>
  }
  if (desk.marks.get(row.id)?.other?.did === 'gone') return null
  if (drafts.problem !== undefined) {
    return <p className="coursewright-message coursewright-message--error">{drafts.problem}</p>
  }
  const { draft } = drafts
  if (!draft) return <p className="coursewright-desk__note">{words('review:loadingDraft')}</p>
  if (!draft.document) {
    return <p className="coursewright-message coursewright-message--warning">{words('review:gone')}</p>
  }
  if (draft.proposal) {
    return (
      <ProposalBody
        acceptKey={keyLabel(keys.keys.acceptPart)}
        at={parts.at}
        choices={parts.choices}
        onChoose={parts.choose}
        proposal={draft.proposal}
        refuseKey={keyLabel(keys.keys.refusePart)}
        plan={parts.plan}
      />
    )
  }
  return <DraftBody document={draft.document} />
}

interface EditorProps {
  document: DraftDocument
  onSaved: () => void
  openRef: Desk['openEditor']
}

/** The document's own form, in Payload's drawer. Closed it is not there at all. */
const Editor = ({ document: { collection, id }, onSaved, openRef }: EditorProps) => {
  const { closeModal } = useModal()
  const [DocumentDrawer, , { openDrawer, drawerSlug }] = useDocumentDrawer({ collectionSlug: collection, id })
  const close = useRef(() => closeModal(drawerSlug))
  close.current = () => closeModal(drawerSlug)
  // Before the draft is on the screen: its key may be pressed at once.
  useLayoutEffect(() => {
    openRef.current = openDrawer
    return () => {
      openRef.current = null
    }
  }, [openRef, openDrawer])
  return (
    <DocumentDrawer
      onSave={() => {
        onSaved()
        close.current()
      }}
    />
  )
}
