'use client'
import { FieldDescription, FieldLabel, useField } from '@payloadcms/ui'
import type { TextFieldClientComponent } from 'payload'
import { words } from '../words.js'
import './checks.css'

/** What was checked before a draft was left, in words; a check that is not known here by its own name. */
export const ChecksField: TextFieldClientComponent = ({ field: { label, admin }, path }) => {
  const { value } = useField<readonly string[] | null>({ path })
  if (!value?.length) return null
  return (
    <div className="field-type">
      <FieldLabel as="span" label={label} path={path} />
      <ul className="coursewright-checks">
        {value.map((check) => (
          <li key={check}>{words.checks[check] ?? check}</li>
        ))}
      </ul>
      <FieldDescription description={admin?.description} path={path} />
    </div>
  )
}
