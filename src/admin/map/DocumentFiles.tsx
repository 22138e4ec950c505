'use client'
import { PopupList, toast, useDocumentInfo, useFormModified } from '@payloadcms/ui'
import { messageOf, requestJson } from '../shared/api.js'
import { useAddresses } from '../shared/useAddresses.js'
import { useWords } from '../shared/useWords.js'
import { chooseFile } from './FileButton.js'

interface DocumentFilesProps {
  collection: string
  /** Whether a file can be read back into it. */
  isImported?: boolean
}

/** In the menu of a document: as a file, and back from one. */
export const DocumentFiles = ({ collection, isImported = false }: DocumentFilesProps) => {
  const words = useWords()
  const { id } = useDocumentInfo()
  const { api } = useAddresses()
  const isModified = useFormModified()
  if (id === undefined) return null
  const url = `${api(`/${collection}`)}/${encodeURIComponent(id)}`
  const download = () => {
    const query = new URLSearchParams({ format: 'markdown', draft: 'true' })
    window.location.assign([`${url}/export`, query].join('?'))
  }
  const read = async (file: File): Promise<void> => {
    try {
      const { message } = await requestJson<{ message: string }>({ url: `${url}/import`, method: 'POST', body: file })
      toast.success(words.told(message))
      // The form knows only what it was loaded with.
      window.location.reload()
    } catch (error) {
      toast.error(messageOf(words, error))
    }
  }
  const choose = () => {
    if (isModified) toast.error(words('files:unsaved'))
    else chooseFile((file) => void read(file))
  }
  return (
    <>
      <PopupList.Button id="coursewright-export" onClick={download}>
        {words('files:export')}
      </PopupList.Button>
      {isImported && (
        <PopupList.Button id="coursewright-import-markdown" onClick={choose}>
          {words('files:import')}
        </PopupList.Button>
      )}
    </>
  )
}
