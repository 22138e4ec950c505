'use client'
import { withOptions } from '../generate/formRequest.js'
import { GenerateButton } from '../generate/GenerateButton.js'
import type { GenerateProps } from '../generate/GenerateForm.js'
import type { DocumentId } from '../shared/api.js'
import { useWords } from '../shared/useWords.js'
import { partName } from './partText.js'
import './people.css'

interface WriteAnewProps {
  generate: GenerateProps
  collection: string
  /** Of one document, or of several at once. */
  ids: readonly DocumentId[]
  /** Names of its parts that a run wrote; several documents are written anew as a whole. */
  parts?: readonly string[]
  /** On the button. Default: what it does. */
  label?: string
  onStarted: (run: DocumentId) => void
}

/** Asks for documents, or parts of one, to be written anew, and says what should be better. */
export const WriteAnew = ({ generate, collection, ids, parts = [], label, onStarted }: WriteAnewProps) => {
  const words = useWords()
  const options = parts.map((value) => ({ value, label: partName(words, value) }))
  return (
    <GenerateButton
      {...generate}
      documents={{ relationTo: collection, ids }}
      form={withOptions(generate.form, 'parts', options)}
      id={anewId(collection, ids)}
      isSecondary
      label={label}
      onStarted={(run) => onStarted(run.id)}
    />
  )
}

/** Of the button that has these documents written anew. */
export const anewId = (collection: string, ids: readonly DocumentId[]): string =>
  `coursewright-anew-${collection}-${ids.length === 1 ? ids[0] : 'selected'}`
