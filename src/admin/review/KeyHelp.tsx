'use client'
import { Button } from '@payloadcms/ui'
import { type KeyboardEvent, useState } from 'react'
import { CheckboxField } from '../shared/forms/form.js'
import { SidePanel } from '../shared/panel.js'
import { useWords } from '../shared/useWords.js'
import { KeyHint } from './ActionBar.js'
import { type DeskAction, defaultKeys, deskActions, isUsableKey, type KeySettings, keyLabel, withKey } from './keys.js'

export const keyHelpSlug = 'coursewright-review-keys'

interface KeyHelpProps extends KeySettings {
  change: (settings: KeySettings) => void
  isSaved: boolean
}

/** Which key does what; each can be another one, and all can be turned off. */
export const KeyHelp = ({ keys, areOff, change, isSaved }: KeyHelpProps) => {
  const words = useWords()
  const [changing, setChanging] = useState<DeskAction>()
  const onKeyDown = (action: DeskAction) => (event: KeyboardEvent) => {
    if (changing !== action || event.nativeEvent.isComposing) return
    if (event.key === 'Tab') return setChanging(undefined)
    // The drawer would close.
    event.stopPropagation()
    event.preventDefault()
    if (event.key === 'Escape') return setChanging(undefined)
    if (!isUsableKey(event.key)) return
    change({ keys: withKey(keys, action, event.key), areOff })
    setChanging(undefined)
  }
  return (
    <SidePanel slug={keyHelpSlug} title={words('review:help')}>
      <div className="coursewright-form">
        <p className="coursewright-form__intro">{words('review:helpIntro')}</p>
        <table className="coursewright-keys">
          <thead>
            <tr>
              <th scope="col">{words('review:helpAction')}</th>
              <th scope="col">{words('review:helpKey')}</th>
            </tr>
          </thead>
          <tbody>
            {deskActions.map((action) => (
              <tr key={action}>
                <th scope="row">{words(`deskActions:${action}`)}</th>
                <td>
                  <button
                    aria-label={words('review:changeKey', {
                      action: words(`deskActions:${action}`),
                      key: keyLabel(keys[action]),
                    })}
                    onBlur={() => setChanging(undefined)}
                    onClick={() => setChanging(action)}
                    onKeyDown={onKeyDown(action)}
                    type="button"
                  >
                    {changing === action ? words('review:pressKey') : <KeyHint label={keyLabel(keys[action])} />}
                  </button>
                </td>
              </tr>
            ))}
          </tbody>
        </table>
        <CheckboxField
          id="coursewright-keys-off"
          isChecked={areOff}
          label={words('review:keysOff')}
          onChange={(off) => change({ keys, areOff: off })}
        />
        {!isSaved && (
          <p className="coursewright-message coursewright-message--warning">{words('review:keyNotSaved')}</p>
        )}
        <div className="coursewright-form__actions">
          <Button
            buttonStyle="secondary"
            margin={false}
            onClick={() => change({ keys: defaultKeys, areOff })}
            size="small"
            type="button"
          >
            {words('review:resetKeys')}
          </Button>
        </div>
      </div>
    </SidePanel>
  )
}
