'use client'
import { Button, toast, useDocumentEvents, useDocumentInfo, useModal } from '@payloadcms/ui'
import { useRouter } from 'next/navigation.js'
import { isRecord } from '../shared/api.js'
import { SidePanel } from '../shared/panel.js'
import { useAddresses } from '../shared/useAddresses.js'
import { useWords } from '../shared/useWords.js'
import { type FormValues, textAt } from './formRequest.js'
import { GenerateForm, type GenerateProps } from './GenerateForm.js'
import type { StartedRun } from './useStartRun.js'

/** Opens the panel; a started run is watched on the page of what it makes. */
export const GenerateButton = ({ preset = {}, ...props }: GenerateProps & { preset?: FormValues }) => {
  const { kind, form, id: buttonId, runsSlug } = props
  const words = useWords()
  const { closeModal, openModal } = useModal()
  const { document } = useAddresses()
  const router = useRouter()
  const { reportUpdate } = useDocumentEvents()
  const panel = `generate-${kind}`
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
        <GenerateForm {...props} onClose={() => closeModal(panel)} onStarted={show} preset={preset} />
      </SidePanel>
    </>
  )
}

/**
 * The button on a document, once it is saved: what is generated follows what is stored. Inputs start from the fields of
 * the document that have their name.
 */
export const GenerateOnDocument = ({ names, ...props }: GenerateProps & { names: string }) => {
  const { id, savedDocumentData } = useDocumentInfo()
  if (id === undefined) return null
  const own = props.form.fields.flatMap(({ name }) => {
    const value: unknown = savedDocumentData?.[name]
    const found = isRecord(value) ? value.id : value
    return typeof found === 'string' || typeof found === 'number' ? [[name, String(found)] as const] : []
  })
  return <GenerateButton {...props} preset={{ ...Object.fromEntries(own), [names]: String(id) }} />
}
