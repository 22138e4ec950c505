'use client'
import { SelectInput, useField } from '@payloadcms/ui'
import type { DefaultCellComponentProps, TextFieldClientProps } from 'payload'
import { type Choice, labelOf } from '../shared/forms/choices.js'
import { useWords } from '../shared/useWords.js'
import { useLabel } from './useLabel.js'

interface Formats {
  formats: readonly Choice[]
}

type FormatFieldProps = TextFieldClientProps & Formats

/** The format of a document, chosen by its name. One that the site no longer has stays, by its key. */
export const FormatField = ({ field, formats, path, readOnly }: FormatFieldProps) => {
  const words = useWords()
  const { customComponents, value, setValue, disabled, showError } = useField<string | null>({ path })
  const isKnown = !value || formats.some((format) => format.value === value)
  const all = isKnown ? formats : [...formats, { value, label: value }]
  return (
    <SelectInput
      {...customComponents}
      description={field.admin?.description}
      label={useLabel(field)}
      name={path}
      onChange={(option) => setValue(Array.isArray(option) ? null : (option?.value ?? null))}
      options={all.map((format) => ({ value: format.value, label: labelOf(words, formats, format.value) }))}
      path={path}
      readOnly={readOnly || field.admin?.readOnly || disabled}
      required={field.required}
      showError={showError}
      value={value ?? undefined}
    />
  )
}

/** In a list: the name of the format. */
export const FormatCell = ({ cellData, formats }: Pick<DefaultCellComponentProps, 'cellData'> & Formats) => {
  const words = useWords()
  return cellData ? labelOf(words, formats, cellData) : '–'
}
