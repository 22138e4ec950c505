'use client'
import { Button, useModal } from '@payloadcms/ui'
import { useRouter } from 'next/navigation.js'
import { SidePanel } from '../shared/panel.js'
import { useWords } from '../shared/useWords.js'
import { ImportForm } from './ImportForm.js'
import './importing.css'
import type { ImportProps } from './importRequest.js'

const panel = 'import-positions'

/** Opens the panel; the list behind it shows what came in. */
export const ImportButton = (props: ImportProps) => {
  const words = useWords()
  const { closeModal, openModal } = useModal()
  const router = useRouter()
  return (
    <>
      <Button
        buttonStyle="pill"
        extraButtonProps={{ 'aria-haspopup': 'dialog' }}
        id="coursewright-import"
        margin={false}
        onClick={() => openModal(panel)}
        size="small"
        type="button"
      >
        {words('importing:button')}
      </Button>
      <SidePanel slug={panel} title={words('importing:button')}>
        <ImportForm {...props} onClose={() => closeModal(panel)} onImported={() => router.refresh()} />
      </SidePanel>
    </>
  )
}
