import { ViewDescription } from '@payloadcms/ui'
import type { Payload, SanitizedPermissions, StaticDescription } from 'payload'
import { difficultyChoices } from '../../games/difficulties.js'
import { gameChoices } from '../shared/choices.js'
import { ListHeaderActions } from '../shared/panel.js'
import { importFormats, settingsOf } from '../shared/serverSide.js'
import { ImportButton } from './ImportButton.js'

interface ImportPositionsProps {
  payload: Payload
  permissions?: SanitizedPermissions
  description?: StaticDescription
  collectionSlug?: string
}

/** The Import button above the list of positions, for those who may add some, with the collection's description. */
export const ImportPositions = ({ payload, permissions, description, collectionSlug }: ImportPositionsProps) => {
  const { games, slugs } = settingsOf(payload)
  const mayCreate = Boolean(permissions?.collections?.[slugs.positions]?.create)
  return (
    <>
      {mayCreate && (
        <ListHeaderActions>
          <ImportButton
            difficulties={difficultyChoices}
            formats={importFormats}
            games={gameChoices(games)}
            positionsSlug={slugs.positions}
          />
        </ListHeaderActions>
      )}
      {description ? <ViewDescription collectionSlug={collectionSlug} description={description} /> : null}
    </>
  )
}
