'use client'
import { Button, toast, useDocumentEvents, useDocumentInfo, useField, useModal } from '@payloadcms/ui'
import { useRouter } from 'next/navigation.js'
import { isRecord } from '../shared/api.js'
import { SidePanel } from '../shared/panel.js'
import { useAddresses } from '../shared/useAddresses.js'
import { useWords } from '../shared/useWords.js'
import { type FormValues, textAt } from './formRequest.js'
import { GenerateForm, type GenerateProps } from './GenerateForm.js'
import type { StartedRun } from './useStartRun.js'

/** Opens the panel; a started run is watched on the page of what it makes. */
export const GenerateButton = (props: GenerateProps & { isSecondary?: boolean }) => {
  const { form, id: buttonId, preset, runsSlug } = props
  const words = useWords()
  const { closeModal, openModal } = useModal()
  const { document } = useAddresses()
  const router = useRouter()
  const { reportUpdate } = useDocumentEvents()
  const panel = `generate-${buttonId}`
  const adding = form.adding && textAt(preset, form.adding.name) ? form.adding : undefined
  const label = adding?.button ?? form.button
  const show = ({ id, target, isRepeated }: StartedRun) => {
    toast.success(words(isRepeated ? 'generate:alreadyStarted' : 'generate:started'))
    closeModal(panel)
    // On the page of the document already: its card looks for a newer run when it hears of one.
    if (adding) {
      const updatedAt = new Date().toISOString()
      return reportUpdate({ doc: { id }, entitySlug: runsSlug, id, operation: 'create', updatedAt })
    }
    const isOpened = props.opens === 'target' && target
    router.push(isOpened ? document(target.relationTo, target.value) : document(runsSlug, id))
  }
  return (
    <>
      <Button
        buttonStyle={props.isSecondary ? 'secondary' : 'primary'}
        extraButtonProps={{ 'aria-haspopup': 'dialog' }}
        id={buttonId}
        margin={false}
        onClick={() => openModal(panel)}
        size="small"
        type="button"
      >
        {label}
      </Button>
      <SidePanel slug={panel} title={label}>
        <GenerateForm {...props} onClose={() => closeModal(panel)} onStarted={show} />
      </SidePanel>
    </>
  )
}

interface OnDocument extends GenerateProps {
  /** The input that names the document. */
  names: string
}

/**
 * The button on a document, once it is saved: what is generated follows what is stored. Inputs start from the fields of
 * the document that have their name.
 */
export const GenerateOnDocument = ({ names, ...props }: OnDocument) => {
  const preset = usePreset(props, names)
  return preset && <GenerateButton {...props} preset={preset} />
}

interface OnRow extends OnDocument {
  /** The field of the form that starts with this row alone. */
  row: string
  /** Of a field of the row: `objectives.2.generate`. */
  path: string
}

/** The button in a row of the document, once that row is saved. */
export const GenerateOnRow = ({ names, row, path, ...props }: OnRow) => {
  const field = props.form.fields.find(({ name }) => name === row)
  const [list = '', index = ''] = path.split('.').slice(-3)
  const textPath = field?.sort === 'rows' ? `${list}.${index}.${field.text}` : ''
  const { value } = useField<string>({ path: textPath })
  const { savedDocumentData } = useDocumentInfo()
  const preset = usePreset(props, names)
  const saved: unknown = savedDocumentData?.[list]
  const isSaved =
    field?.sort === 'rows' &&
    Array.isArray(saved) &&
    saved.some((other: unknown) => isRecord(other) && other[field.text] === value)
  if (!preset || !isSaved || !value) return null
  return (
    <div className="field-type">
      <GenerateButton {...props} id={`${props.id}-${index}`} isSecondary preset={{ ...preset, [row]: [value] }} />
    </div>
  )
}

/** `undefined` while the document was never saved. */
const usePreset = ({ form, preset }: GenerateProps, names: string): FormValues | undefined => {
  const { id, savedDocumentData } = useDocumentInfo()
  if (id === undefined) return undefined
  const own = form.fields.flatMap(({ name }) => {
    const value: unknown = savedDocumentData?.[name]
    const found = isRecord(value) ? value.id : value
    return typeof found === 'string' || typeof found === 'number' ? [[name, String(found)] as const] : []
  })
  return { ...Object.fromEntries(own), ...preset, [names]: String(id) }
}
