'use client'
import { TextInput, useField } from '@payloadcms/ui'
import type { TextFieldClientProps } from 'payload'
import type { WordGroup } from '../../words/words.js'
import { useWords } from '../shared/useWords.js'

type NamedFieldProps = TextFieldClientProps & { group: WordGroup }

/** A field that holds a name of the API and that nobody changes: in words. */
export const NamedField = ({ field, group, path }: NamedFieldProps) => {
  const words = useWords()
  const { value } = useField<string | null>({ path })
  return <TextInput label={field.label} path={path} readOnly value={value ? words.named(group, value) : ''} />
}
