'use client'
import { usePreferences } from '@payloadcms/ui'
import { useEffect, useRef, useState } from 'react'
import type { KindForm } from '../../runs/kind/kindForm.js'
import { changedValues, type FormValues, firstValues } from './formRequest.js'
import { rememberedKey, toRemember, withRemembered } from './remembered.js'

interface UseFormValues {
  kind: string
  form: KindForm
  /** What the page says. */
  preset: FormValues
}

/**
 * What a form holds: at first what the page says, then what this user chose last time, else the defaults. What the user has begun to
 * change stays. `isReady` once it is known what was chosen; `remember` keeps it for the next time.
 */
export const useFormValues = ({ kind, form, preset }: UseFormValues) => {
  const { getPreference, setPreference } = usePreferences()
  const [values, setValues] = useState(() => firstValues(form, preset))
  const [isReady, setReady] = useState(false)
  const touched = useRef(new Set<string>())
  const stored = useRef<unknown>(undefined)
  const key = rememberedKey(kind)
  // biome-ignore lint/correctness/useExhaustiveDependencies: read once, when the form is opened.
  useEffect(() => {
    let isGone = false
    const isTaken = (name: string) => touched.current.has(name) || (preset[name] ?? '') !== ''
    getPreference<unknown>(key)
      .then((found) => {
        if (isGone) return
        stored.current = found
        setValues((values) => withRemembered(form, values, found, isTaken))
      })
      // A form without it is a form with its defaults.
      .catch(() => undefined)
      .finally(() => {
        if (!isGone) setReady(true)
      })
    return () => {
      isGone = true
    }
  }, [key])
  const change = (change: FormValues) => {
    for (const name of Object.keys(change)) touched.current.add(name)
    setValues((values) => changedValues(form, values, change))
  }
  const remember = () => {
    const isPreset = (name: string) => (preset[name] ?? '') !== ''
    void setPreference(key, toRemember(form, values, stored.current, isPreset)).catch(() => undefined)
  }
  return { values, isReady, change, remember }
}
