'use client'
import { Button, toast, useDocumentInfo, useListQuery } from '@payloadcms/ui'
import { useRouter } from 'next/navigation.js'
import type { DefaultCellComponentProps } from 'payload'
import { useState } from 'react'
import { requestJson } from '../shared/api.js'
import { ListHeaderActions } from '../shared/panel.js'
import { ReaderTime } from '../shared/ReaderTime.js'
import { useAct } from '../shared/useAct.js'
import { useAddresses } from '../shared/useAddresses.js'
import { useWords } from '../shared/useWords.js'
import { type Alert, alertIn } from './alert.js'
import '../shared/progress.css'

/** On the page of an alert: whether a reviewer has seen it, and the button that says so. Nothing on other rows of the log. */
export const AcknowledgeField = () => {
  const words = useWords()
  const { id, savedDocumentData } = useDocumentInfo()
  // The page keeps the document as it was opened.
  const [at, setAt] = useState<string>()
  const alert = alertIn({ ...savedDocumentData, id, ...(at !== undefined && { acknowledgedAt: at }) })
  if (!alert) return null
  return (
    <div className="field-type coursewright-run__card" role="status">
      <strong>{words.told(alert.message)}</strong>
      {alert.acknowledgedAt === undefined ? (
        <>
          <p>{words('alerts:waits')}</p>
          <div className="coursewright-run__actions">
            <AcknowledgeButton
              alerts={[alert]}
              label={words('alerts:acknowledge')}
              onDone={() => setAt(new Date().toISOString())}
            />
          </div>
        </>
      ) : (
        <AcknowledgedAt at={alert.acknowledgedAt} />
      )}
    </div>
  )
}

/** The same in a list. On a document's page Payload renders cells without a row. */
export const AcknowledgeCell = ({ rowData }: Partial<Pick<DefaultCellComponentProps, 'rowData'>>) => {
  const words = useWords()
  const alert = alertIn(rowData)
  if (!alert) return null
  if (alert.acknowledgedAt !== undefined) return <AcknowledgedAt at={alert.acknowledgedAt} />
  const description = words('alerts:acknowledgeLabel', { message: words.told(alert.message) })
  return <AcknowledgeButton alerts={[alert]} description={description} label={words('alerts:acknowledge')} />
}

/** Above the list: all open alerts that it shows, with one click. Nothing where there is one at most. */
export const AcknowledgeListed = () => {
  const words = useWords()
  const { data } = useListQuery()
  const alerts = (data?.docs ?? []).flatMap((row: unknown) => {
    const alert = alertIn(row)
    return alert?.acknowledgedAt === undefined && alert ? [alert] : []
  })
  if (alerts.length < 2) return null
  return (
    <ListHeaderActions>
      <AcknowledgeButton alerts={alerts} label={words('alerts:acknowledgeAll', { count: alerts.length })} />
    </ListHeaderActions>
  )
}

const AcknowledgedAt = ({ at }: { at: string }) => (
  <ReaderTime at={at} sentence={useWords()('alerts:acknowledged', { time: '{{time}}' })} />
)

interface AcknowledgeButtonProps {
  alerts: readonly Alert[]
  label: string
  /** What a screen reader says, where the same button stands in many rows. */
  description?: string
  onDone?: () => void
}

const AcknowledgeButton = ({ alerts, label, description, onDone }: AcknowledgeButtonProps) => {
  const words = useWords()
  const { api } = useAddresses()
  const router = useRouter()
  const { act, isActing } = useAct()
  const acknowledge = async (): Promise<void> => {
    const ids = alerts.map(({ id }) => id)
    await requestJson({ url: api('/generation/alerts/acknowledge'), method: 'POST', body: { ids } })
    toast.success(words('alerts:done', { count: ids.length }))
    onDone?.()
    // The list and the count in the navigation come from the server.
    router.refresh()
  }
  return (
    <Button
      aria-label={description}
      buttonStyle="secondary"
      disabled={isActing}
      margin={false}
      onClick={() => void act(acknowledge)}
      size="small"
      type="button"
    >
      {label}
    </Button>
  )
}
