'use client'
import { useModal, usePreferences } from '@payloadcms/ui'
import { useCallback, useEffect, useRef, useState } from 'react'
import { actionOf, type DeskAction, defaultKeys, isWriting, type KeySettings, readKeySettings } from './keys.js'

/** Among the preferences that Payload keeps for each user. */
const preference = 'coursewright-review-keys'

interface UseDeskKeys extends KeySettings {
  change(settings: KeySettings): void
  /** Whether the last change could be stored. */
  isSaved: boolean
}

/** Runs what a key asks for, unless the user types, composes, or has a drawer open; and keeps each user's own keys. */
export const useDeskKeys = (run: (action: DeskAction) => void): UseDeskKeys => {
  const { getPreference, setPreference } = usePreferences()
  const { oneModalIsOpen } = useModal()
  const [settings, setSettings] = useState<KeySettings>({ keys: defaultKeys, areOff: false })
  const [isSaved, setSaved] = useState(true)
  const isChanged = useRef(false)
  const latest = useRef({ run, settings, oneModalIsOpen })
  latest.current = { run, settings, oneModalIsOpen }

  useEffect(() => {
    let isHere = true
    getPreference<unknown>(preference)
      .then((stored) => {
        // What was changed meanwhile is newer.
        if (isHere && stored && !isChanged.current) setSettings(readKeySettings(stored))
      })
      .catch(() => undefined)
    return () => {
      isHere = false
    }
  }, [getPreference])

  useEffect(() => {
    const onKeyDown = (event: KeyboardEvent) => {
      const { run, settings, oneModalIsOpen } = latest.current
      if (settings.areOff || oneModalIsOpen || event.defaultPrevented || isWriting(event.target)) return
      const action = actionOf(event, settings.keys)
      if (!action) return
      event.preventDefault()
      run(action)
    }
    window.addEventListener('keydown', onKeyDown)
    return () => window.removeEventListener('keydown', onKeyDown)
  }, [])

  const change = useCallback(
    (changed: KeySettings) => {
      isChanged.current = true
      setSettings(changed)
      setPreference(preference, { keys: { ...changed.keys }, areOff: changed.areOff })
        .then(() => setSaved(true))
        .catch(() => setSaved(false))
    },
    [setPreference],
  )
  return { ...settings, change, isSaved }
}
