'use client'
import { Button, toast, useDocumentInfo, useModal } from '@payloadcms/ui'
import { useRouter } from 'next/navigation.js'
import { textOf } from '../shared/api.js'
import { SidePanel } from '../shared/panel.js'
import { useAddresses } from '../shared/useAddresses.js'
import { useWords } from '../shared/useWords.js'
import type { GenerateProps } from './drillRequest.js'
import { GenerateForm } from './GenerateForm.js'
import type { StartedRun } from './useStartRun.js'

interface GenerateButtonProps extends GenerateProps {
  preset?: { game?: string; curriculum?: string }
}

const panel = 'generate-drills'

/** Opens the panel; a started run is watched on the page of its series. */
export const GenerateButton = ({ preset = {}, ...props }: GenerateButtonProps) => {
  const words = useWords()
  const { closeModal, openModal } = useModal()
  const { document } = useAddresses()
  const router = useRouter()
  const show = ({ id, target, isRepeated }: StartedRun) => {
    toast.success(words(isRepeated ? 'generate:alreadyStarted' : 'generate:started'))
    closeModal(panel)
    const { generationRuns } = props.slugs
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
        {words('generate:button')}
      </Button>
      <SidePanel slug={panel} title={words('generate:button')}>
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
