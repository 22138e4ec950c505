'use client'
import { useRef } from 'react'
import { useWords } from '../shared/useWords.js'

const exportFormats = ['markdown', 'mermaid', 'opml'] as const

type ExportFormat = (typeof exportFormats)[number]

interface ExportMenuProps {
  /** Of the export, without the format. */
  url: string
  formats: readonly ExportFormat[]
  /** Of what was saved last, in place of what is published. */
  isOfDraft: boolean
  label: string
  params?: Readonly<Record<string, string>>
}

/** Files of what the form shows, as it was saved last. */
export const ExportMenu = ({ url, formats, isOfDraft, label, params = {} }: ExportMenuProps) => {
  const words = useWords()
  const menu = useRef<HTMLDetailsElement>(null)
  const close = () => {
    if (menu.current) menu.current.open = false
  }
  return (
    <details
      className="coursewright-files"
      onBlur={({ currentTarget, relatedTarget }) => {
        if (!currentTarget.contains(relatedTarget)) close()
      }}
      onKeyDown={(event) => {
        if (event.key !== 'Escape' || !menu.current?.open) return
        event.stopPropagation()
        close()
        menu.current.querySelector('summary')?.focus()
      }}
      ref={menu}
    >
      <summary>{label}</summary>
      <div className="coursewright-files__list">
        {formats.map((format) => (
          <a
            download
            href={`${url}?${new URLSearchParams({ format, ...(isOfDraft ? { draft: 'true' } : {}), ...params })}`}
            key={format}
            onClick={close}
          >
            {words(`files:${format}`)}
          </a>
        ))}
        <p>{words('files:exportHint')}</p>
      </div>
    </details>
  )
}
