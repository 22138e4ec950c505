'use client'
import { TextareaInput, TextInput, useField } from '@payloadcms/ui'
import type { TextareaFieldClientProps, TextFieldClientProps } from 'payload'
import type { WordGroup } from '../../words/words.js'
import { useWords } from '../shared/useWords.js'
import { useLabel } from './useLabel.js'

type NamedFieldProps = TextFieldClientProps & { group: WordGroup }

/** A field that holds a name of the API and that nobody changes: in words. */
export const NamedField = ({ field, group, path }: NamedFieldProps) => {
  const words = useWords()
  const { value } = useField<string | null>({ path })
  return <TextInput label={useLabel(field)} path={path} readOnly value={value ? words.named(group, value) : ''} />
}

/** The same for a sentence that the server made in English. */
export const SentenceField = ({ field, path }: TextareaFieldClientProps) => {
  const words = useWords()
  const { value } = useField<string | null>({ path })
  return <TextareaInput label={useLabel(field)} path={path} readOnly value={words.told(value ?? '')} />
}
