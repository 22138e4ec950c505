'use client'
import {
  Button,
  formatDrawerSlug,
  useDocumentInfo,
  useEditDepth,
  useField,
  useFormModified,
  useModal,
} from '@payloadcms/ui'
import type { FormField } from '../../runs/kind/kindForm.js'
import { isRecord } from '../shared/api.js'
import { SidePanel } from '../shared/panel.js'
import { useWords } from '../shared/useWords.js'
import { type FormValues, textAt } from './formRequest.js'
import { GenerateDrawer } from './GenerateDrawer.js'
import type { GenerateProps } from './GenerateForm.js'
import type { StartedRun } from './useStartRun.js'

interface GenerateButtonProps extends GenerateProps {
  isSecondary?: boolean
  /** On the button. Default: what the form says. */
  label?: string
  onStarted?: (run: StartedRun) => void
  /** Said above the form. */
  warning?: string | undefined
}

/** Opens the drawer, in which a run is asked for and then watched. The same wherever something can be generated. */
export const GenerateButton = ({ isSecondary = false, label, onStarted, warning, ...props }: GenerateButtonProps) => {
  const { form, id: buttonId, preset } = props
  const { closeModal, openModal } = useModal()
  const panel = usePanelSlug(buttonId)
  const adding = form.adding && textAt(preset, form.adding.name) ? form.adding : undefined
  const text = label ?? adding?.button ?? form.button
  return (
    <>
      <Button
        buttonStyle={isSecondary ? 'secondary' : 'primary'}
        extraButtonProps={{ 'aria-haspopup': 'dialog' }}
        id={buttonId}
        margin={false}
        onClick={() => openModal(panel)}
        size="small"
        type="button"
      >
        {text}
      </Button>
      <SidePanel slug={panel} title={text}>
        {warning && <p className="coursewright-message coursewright-message--warning">{warning}</p>}
        <GenerateDrawer
          {...props}
          isAdding={adding !== undefined}
          onClose={() => closeModal(panel)}
          onStarted={onStarted}
        />
      </SidePanel>
    </>
  )
}

/** The drawer of a button, among Payload's modals; by depth, for a document in a drawer may have the same button as the page below. */
export const usePanelSlug = (buttonId: string): string => formatDrawerSlug({ slug: buttonId, depth: useEditDepth() })

interface OnDocument extends GenerateProps {
  /** The input that names the document. */
  names: string
}

/**
 * The button on a document, once it is saved: what is generated follows what is stored. Inputs start from the fields of
 * the document that have their name.
 */
export const GenerateOnDocument = ({ names, ...props }: OnDocument) => {
  const words = useWords()
  const preset = usePreset(props, names)
  const isModified = useFormModified()
  if (!preset || !props.form.fields.every((field) => canBegin(field, preset))) return null
  const warning = isModified ? words('generate:saveFirst') : undefined
  return <GenerateButton {...props} fixed={names} preset={preset} warning={warning} />
}

/** What a document says can be asked for: a course's plan, e.g., is none of a lesson. */
const canBegin = (field: FormField, preset: FormValues): boolean => {
  const value = textAt(preset, field.name)
  return field.sort !== 'select' || value === '' || field.options.some((option) => option.value === value)
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
      <GenerateButton
        {...props}
        fixed={names}
        id={`${props.id}-${index}`}
        isSecondary
        preset={{ ...preset, [row]: [value] }}
      />
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
