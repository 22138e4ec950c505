'use client'
import { Button } from '@payloadcms/ui'
import type { ReactNode } from 'react'
import { useWords } from '../shared/useWords.js'
import type { TreeCommand } from './TreeList.js'

interface MapToolsProps {
  canAdd: boolean
  canUndo: boolean
  /** Whether there is an idea that the buttons are about. */
  hasIdea: boolean
  onCommand: (command: TreeCommand) => void
  /** More of them. */
  children: ReactNode
}

const commands = ['addChild', 'addSibling', 'up', 'down', 'indent', 'outdent', 'remove'] as const

/** What the keys of the list do, as buttons, for the idea that is chosen there. */
export const MapTools = ({ canAdd, canUndo, hasIdea, onCommand, children }: MapToolsProps) => {
  const words = useWords()
  const button = (name: TreeCommand, label: string, isDisabled = false) => (
    <Button
      buttonStyle="secondary"
      disabled={isDisabled}
      key={name}
      margin={false}
      onClick={() => onCommand(name)}
      size="small"
      type="button"
    >
      {label}
    </Button>
  )
  return (
    // biome-ignore lint/a11y/useSemanticElements: a fieldset is for fields.
    <div aria-label={words('map:tools')} className="coursewright-map__tools" role="group">
      {canAdd && !hasIdea && button('addChild', words('map:addRoot'))}
      {canAdd && hasIdea && commands.map((name) => button(name, words(`map:${name}`)))}
      {canAdd && button('undo', words('map:undo'), !canUndo)}
      {children}
      {canAdd && hasIdea && (
        <details className="coursewright-map__keys">
          <summary>{words('map:keys')}</summary>
          <p>{words('map:hint')}</p>
        </details>
      )}
    </div>
  )
}
