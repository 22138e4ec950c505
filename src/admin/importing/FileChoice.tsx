'use client'
import { Dropzone } from '@payloadcms/ui'
import type { Ref } from 'react'
import { formatBytes } from '../shared/formatBytes.js'
import { words } from '../words.js'

interface FileChoiceProps {
  file: File | undefined
  onChange: (file: File | undefined) => void
  problem?: string
  inputRef: Ref<HTMLInputElement>
}

/** A file from the disk or dropped here. */
export const FileChoice = ({ file, onChange, problem, inputRef }: FileChoiceProps) => (
  <div className={`coursewright-field${problem ? ' coursewright-field--wrong' : ''}`}>
    <label className="coursewright-field__label" htmlFor="coursewright-file">
      {words.importing.file}
    </label>
    <Dropzone className="coursewright-file" onChange={(files) => onChange(files[0])}>
      <input
        accept=".epd,.csv,.jsonl,.ndjson,.pgn,.txt"
        aria-describedby={problem ? 'coursewright-file-problem' : undefined}
        aria-invalid={problem ? true : undefined}
        id="coursewright-file"
        onChange={({ target }) => onChange(target.files?.[0])}
        ref={inputRef}
        type="file"
      />
      <span aria-live="polite">
        {file ? words.importing.chosen(file.name, formatBytes(file.size)) : words.importing.drop}
      </span>
    </Dropzone>
    {problem ? (
      <p className="coursewright-field__problem" id="coursewright-file-problem">
        {problem}
      </p>
    ) : null}
  </div>
)
