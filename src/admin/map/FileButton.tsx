'use client'
import { Button } from '@payloadcms/ui'
import { useState } from 'react'

/** Asks for one Markdown file. An input of its own for each time: a menu that asks may be gone when the file is chosen. */
export const chooseFile = (onFile: (file: File) => void): void => {
  const input = document.createElement('input')
  input.type = 'file'
  input.accept = '.md,.markdown,.txt,text/markdown,text/plain'
  input.addEventListener('change', () => {
    const [file] = input.files ?? []
    if (file) onFile(file)
  })
  input.click()
}

interface FileButtonProps {
  id: string
  label: string
  /** While the file is being read. */
  busyLabel: string
  onFile: (file: File) => Promise<void>
}

/** A button that asks for one Markdown file. */
export const FileButton = ({ id, label, busyLabel, onFile }: FileButtonProps) => {
  const [isBusy, setBusy] = useState(false)
  const read = (file: File) => {
    setBusy(true)
    void onFile(file).finally(() => setBusy(false))
  }
  return (
    <Button
      buttonStyle="secondary"
      disabled={isBusy}
      id={id}
      margin={false}
      onClick={() => chooseFile(read)}
      size="small"
      type="button"
    >
      {isBusy ? busyLabel : label}
    </Button>
  )
}
