'use client'
import { Button, useForm } from '@payloadcms/ui'
import type { FormState } from 'payload'
import { useRef, useState } from 'react'
import { messageOf, requestJson } from '../shared/api.js'
import { useAddresses } from '../shared/useAddresses.js'
import { useWords } from '../shared/useWords.js'
import '../shared/forms/form.css'

interface KitFileProps {
  /** Of the kits. */
  collection: string
  /** The list in the form that gets a row for each source. */
  path: string
}

interface Source {
  title: string
  text: string
  page?: number
  fileName?: string
}

/** Reads a file into rows of the kit's form. Nothing is saved: the editor sees what was read, and may change it first. */
export const KitFile = ({ collection, path }: KitFileProps) => {
  const words = useWords()
  const { api } = useAddresses()
  const { addFieldRow, getDataByPath } = useForm()
  const input = useRef<HTMLInputElement>(null)
  const [isReading, setReading] = useState(false)
  const [said, setSaid] = useState<{ message: string; isProblem: boolean }>()

  const read = async (file: File): Promise<void> => {
    setReading(true)
    setSaid(undefined)
    try {
      const url = `${api(`/${collection}/sources`)}?${new URLSearchParams({ fileName: file.name })}`
      const { sources } = await requestJson<{ sources: Source[] }>({ url, method: 'POST', body: file })
      // Each with its place: the form knows of the rows added here only once it is drawn again, and would put each before the last.
      const first = getDataByPath<unknown[] | undefined>(path)?.length ?? 0
      for (const [index, source] of sources.entries())
        addFieldRow({
          ...{ path, schemaPath: `${collection}.${path}`, rowIndex: first + index },
          subFieldState: stateOf(source),
        })
      setSaid({ message: words('kitFile:added', { count: sources.length }), isProblem: false })
    } catch (error) {
      setSaid({ message: messageOf(words, error), isProblem: true })
    }
    setReading(false)
  }
  return (
    <div className="field-type">
      <input
        accept=".txt,.md,.markdown,.docx,.pdf"
        aria-label={words('kitFile:button')}
        hidden
        onChange={({ target }) => {
          const [file] = target.files ?? []
          // The same file may be chosen again, after it was changed.
          target.value = ''
          if (file) void read(file)
        }}
        ref={input}
        type="file"
      />
      <Button
        buttonStyle="secondary"
        disabled={isReading}
        id="coursewright-kit-file"
        margin={false}
        onClick={() => input.current?.click()}
        size="small"
        type="button"
      >
        {words(isReading ? 'kitFile:reading' : 'kitFile:button')}
      </Button>
      <p className="coursewright-field__hint">{words('kitFile:hint')}</p>
      <p className={`coursewright-message${said?.isProblem ? ' coursewright-message--error' : ''}`} role="status">
        {said?.message}
      </p>
    </div>
  )
}

/** As a form holds a row. */
const stateOf = (source: Source): FormState =>
  Object.fromEntries(Object.entries(source).map(([name, value]) => [name, { initialValue: value, value, valid: true }]))
