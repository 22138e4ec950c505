import type { Payload, TypedUser } from 'payload'
import type { Reader } from '../../words/words.js'
import { ListHeaderActions } from '../shared/panel.js'
import { coursewrightOf } from '../shared/serverSide.js'
import { GenerateButton, GenerateOnDocument, GenerateOnRow } from './GenerateButton.js'
import { type GeneratePlace, generateProps } from './generateProps.js'

interface GenerateServerProps extends GeneratePlace {
  i18n: Reader
  payload: Payload
  user?: TypedUser | null
  /** Of the document on whose page it stands. */
  id?: number | string
  /** Of the field it is rendered for, in a row. */
  path?: string
}

/**
 * The Generate button of any kind that has a form, on the server. For `admin.components.Description` of a list and, with
 * `names`, for `edit.beforeDocumentControls` of a document.
 */
export const Generate = async ({ i18n, payload, user, path, id, ...place }: GenerateServerProps) => {
  const { kind, names, row, way, buttonId } = place
  const coursewright = coursewrightOf(payload)
  const props = generateProps({ coursewright, reader: i18n, user, kind, names, way, buttonId })
  if (!props) return null
  if (names !== undefined && row !== undefined) {
    return path === undefined ? null : <GenerateOnRow {...props} names={names} path={path} row={row} />
  }
  if (names !== undefined) {
    const goesOn = user && id !== undefined && names === props.form.adding?.name
    const ofKind = coursewright.kinds.find((one) => one.kind === kind)
    const begun = goesOn ? await ofKind?.begun?.({ payload, user, document: id }) : {}
    return <GenerateOnDocument {...props} names={names} preset={{ ...begun, ...props.preset }} />
  }
  return (
    <ListHeaderActions>
      <GenerateButton {...props} />
    </ListHeaderActions>
  )
}
