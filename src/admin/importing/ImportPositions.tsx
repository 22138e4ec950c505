import { ViewDescription } from '@payloadcms/ui'
import type { Payload, SanitizedPermissions } from 'payload'
import { type Reader, wordsOf } from '../../words/words.js'
import { difficultyChoices, gameChoices } from '../shared/forms/choices.js'
import { ListHeaderActions } from '../shared/panel.js'
import { importFormats, settingsOf } from '../shared/serverSide.js'
import { ImportButton } from './ImportButton.js'

interface ImportPositionsProps {
  i18n: Reader
  payload: Payload
  permissions?: SanitizedPermissions
  collectionSlug?: string
}

/** The Import button above the list of positions, for those who may add some, with what the library is. */
export const ImportPositions = ({ i18n, payload, permissions, collectionSlug }: ImportPositionsProps) => {
  const words = wordsOf(i18n)
  const { games, slugs } = settingsOf(payload)
  const mayCreate = Boolean(permissions?.collections?.[slugs.positions]?.create)
  return (
    <>
      {mayCreate && (
        <ListHeaderActions>
          <ImportButton
            difficulties={difficultyChoices(words)}
            formats={importFormats}
            games={gameChoices(words, games)}
            positionsSlug={slugs.positions}
          />
        </ListHeaderActions>
      )}
      <ViewDescription collectionSlug={collectionSlug} description={words('help:positions')} />
    </>
  )
}
