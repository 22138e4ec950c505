'use client'
import { Button } from '@payloadcms/ui'
import { type MouseEvent, useEffect, useState } from 'react'
import { useWords } from '../shared/useWords.js'
import { type DeskAction, type DeskKeys, keyLabel } from './keys.js'

/** A key beside what it does. Those who hear the button are told of it by `aria-keyshortcuts`. */
export const KeyHint = ({ label }: { label: string }) => (
  <span aria-hidden="true" className="coursewright-key">
    {label}
  </span>
)

interface ActionButtonProps {
  action: DeskAction
  /** None where keys are turned off. */
  keys: DeskKeys | undefined
  onRun: (action: DeskAction) => void
  isDisabled?: boolean
  isPrimary?: boolean
  isPressed?: boolean
}

/** What is done with the draft at once, and then the next one is shown. */
const atOnce: readonly DeskAction[] = ['approve', 'publish']

/** A button with its key on it. */
const ActionButton = ({ action, keys, onRun, isDisabled = false, isPrimary, isPressed }: ActionButtonProps) => {
  const words = useWords()
  const key = keys?.[action]
  return (
    <Button
      buttonStyle={isPrimary ? 'primary' : 'secondary'}
      className="coursewright-action"
      disabled={isDisabled}
      extraButtonProps={{
        'aria-keyshortcuts': key === undefined ? undefined : keyLabel(key),
        'aria-pressed': isPressed,
        'data-action': action,
      }}
      margin={false}
      onClick={(event: MouseEvent) => {
        // The second click of a double-click would decide on the draft that has just come.
        if (event.detail < 2 || !atOnce.includes(action)) onRun(action)
      }}
      size="small"
      type="button"
    >
      {words(`deskActions:${action}`)}
      {key !== undefined && <KeyHint label={keyLabel(key)} />}
    </Button>
  )
}

interface ActionBarProps {
  keys: DeskKeys | undefined
  onRun: (action: DeskAction) => void
  canDecide: boolean
  canPublish: boolean
  canRequest: boolean
  canEdit: boolean
  isSelected: boolean
}

/** What can be done with the draft that is open. */
export const ActionBar = (props: ActionBarProps) => {
  const { keys, onRun, canDecide, canPublish, canRequest, canEdit, isSelected } = props
  const words = useWords()
  const common = { keys, onRun }
  return (
    <section aria-label={words('review:actions')} className="coursewright-actions">
      <ActionButton {...common} action="approve" isDisabled={!canDecide} isPrimary />
      <ActionButton {...common} action="publish" isDisabled={!canDecide || !canPublish} />
      <ActionButton {...common} action="changes" isDisabled={!canDecide || !canRequest} />
      <ActionButton {...common} action="reject" isDisabled={!canDecide} />
      <span aria-hidden="true" className="coursewright-actions__gap" />
      <ActionButton {...common} action="previous" />
      <ActionButton {...common} action="next" />
      <ActionButton {...common} action="edit" isDisabled={!canEdit} />
      <ActionButton {...common} action="diff" />
      <ActionButton {...common} action="select" isPressed={isSelected} />
      <ActionButton {...common} action="undo" />
      <ActionButton {...common} action="help" />
    </section>
  )
}

/** How long until drafts are published, and the way back. Said aloud when it begins, not every second. */
export const Countdown = ({ dueMs, onUndo }: { dueMs: readonly number[]; onUndo: () => void }) => {
  const words = useWords()
  const [nowMs, setNow] = useState(() => Date.now())
  const isWaiting = dueMs.length > 0
  useEffect(() => {
    if (!isWaiting) return
    setNow(Date.now())
    const timer = setInterval(() => setNow(Date.now()), 1000)
    return () => clearInterval(timer)
  }, [isWaiting])
  if (!isWaiting) return null
  const last = Math.max(...dueMs)
  const seconds = Math.ceil((last - nowMs) / 1000)
  const isLate = nowMs - last > lateMs
  return (
    <div className="coursewright-countdown">
      <span>
        {seconds > 0
          ? words('review:willPublish', { count: dueMs.length, seconds })
          : words(isLate ? 'review:waitsForWorker' : 'review:publishingNow')}
      </span>
      {/* Its key is for what was decided last, which may be another draft. */}
      {seconds > 0 && <ActionButton action="undo" keys={undefined} onRun={onUndo} />}
    </div>
  )
}

/** A worker looks every few seconds. */
const lateMs = 20_000
