import type { Payload, TypedUser } from 'payload'
import type { Reader } from '../../words/words.js'
import { ListHeaderActions } from '../shared/panel.js'
import { coursewrightOf } from '../shared/serverSide.js'
import { GenerateButton, GenerateOnDocument } from './GenerateButton.js'
import { type GeneratePlace, generateProps } from './generateProps.js'

interface GenerateServerProps extends GeneratePlace {
  i18n: Reader
  payload: Payload
  user?: TypedUser | null
}

/**
 * The Generate button of any kind that has a form, on the server. For `admin.components.Description` of a list and, with
 * `names`, for `edit.beforeDocumentControls` of a document.
 */
export const Generate = ({ i18n, payload, kind, names, buttonId, user }: GenerateServerProps) => {
  const props = generateProps({ coursewright: coursewrightOf(payload), reader: i18n, kind, names, buttonId, user })
  if (!props) return null
  if (names !== undefined) return <GenerateOnDocument {...props} names={names} />
  return (
    <ListHeaderActions>
      <GenerateButton {...props} />
    </ListHeaderActions>
  )
}
