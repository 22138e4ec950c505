'use client'
import { Button, toast, useDocumentEvents, useDocumentInfo, useModal } from '@payloadcms/ui'
import { useRouter } from 'next/navigation.js'
import { isRecord, textOf } from '../shared/api.js'
import { SidePanel } from '../shared/panel.js'
import { useAddresses } from '../shared/useAddresses.js'
import { useWords } from '../shared/useWords.js'
import type { DrillRequest, GenerateProps } from './drillRequest.js'
import { GenerateForm } from './GenerateForm.js'
import type { StartedRun } from './useStartRun.js'

interface GenerateButtonProps extends GenerateProps {
  preset?: Partial<DrillRequest>
}

const panel = 'generate-drills'

/** Opens the panel; a started run is watched on the page of its series. */
export const GenerateButton = ({ preset = {}, ...props }: GenerateButtonProps) => {
  const words = useWords()
  const { closeModal, openModal } = useModal()
  const { document } = useAddresses()
  const router = useRouter()
  const { reportUpdate } = useDocumentEvents()
  const label = words(preset.addTo ? 'generate:addButton' : 'generate:button')
  const show = ({ id, target, isRepeated }: StartedRun) => {
    toast.success(words(isRepeated ? 'generate:alreadyStarted' : 'generate:started'))
    closeModal(panel)
    const { generationRuns } = props.slugs
    // On the page of the series already: its card looks for a newer run when it hears of one.
    if (preset.addTo) {
      const updatedAt = new Date().toISOString()
      return reportUpdate({ doc: { id }, entitySlug: generationRuns, id, operation: 'create', updatedAt })
    }
    const isOpened = props.opens === 'series' && target
    router.push(isOpened ? document(target.relationTo, target.value) : document(generationRuns, id))
  }
  return (
    <>
      <Button
        extraButtonProps={{ 'aria-haspopup': 'dialog' }}
        id="coursewright-generate"
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

/** The Generate button on a curriculum, once it is saved: what is generated follows what is stored. */
export const GenerateOnCurriculum = (props: GenerateProps) => {
  const { id, savedDocumentData } = useDocumentInfo()
  if (id === undefined) return null
  const game = textOf(savedDocumentData?.game) || undefined
  return <GenerateButton {...props} preset={{ curriculum: String(id), game }} />
}

/** The Generate button on a series, once it is saved: adds to it, and starts from what the rest of it is like. */
export const GenerateOnSeries = (props: GenerateProps) => {
  const { id, savedDocumentData } = useDocumentInfo()
  if (id === undefined) return null
  const idOf = (name: string) => {
    const value: unknown = savedDocumentData?.[name]
    const found = isRecord(value) ? value.id : value
    return found === null || found === undefined ? '' : String(found)
  }
  const preset = {
    addTo: String(id),
    game: textOf(savedDocumentData?.game) || undefined,
    difficulty: textOf(savedDocumentData?.difficulty),
    curriculum: idOf('curriculum'),
    profile: idOf('profile'),
  }
  return <GenerateButton {...props} preset={preset} />
}
