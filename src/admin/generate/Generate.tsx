import type { Payload, TypedUser } from 'payload'
import { type Reader, wordsOf } from '../../words/words.js'
import { ListHeaderActions } from '../shared/panel.js'
import { coursewrightOf } from '../shared/serverSide.js'
import { GenerateButton, GenerateOnDocument } from './GenerateButton.js'
import type { GenerateProps } from './GenerateForm.js'

interface GenerateServerProps {
  i18n: Reader
  payload: Payload
  /** Of the run that is started. */
  kind: string
  /** On the page of a document: the input that names it. Left out on a list. */
  names?: string
  /** Of the button in the page; two on one page need two. Default `coursewright-generate`. */
  id?: string
  user?: TypedUser | null
}

/**
 * The Generate button of any kind that has a form, on the server: who may not generate is not sent it, and the browser gets
 * plain data instead of the settings. For `admin.components.Description` of a list and, with `names`, for
 * `edit.beforeDocumentControls` of a document.
 */
export const Generate = ({
  i18n,
  payload,
  kind: name,
  names,
  id = 'coursewright-generate',
  user,
}: GenerateServerProps) => {
  const { kinds, settings } = coursewrightOf(payload)
  const role = user ? settings.roleOf(user) : undefined
  const kind = kinds.find(({ kind }) => kind === name)
  const form = kind?.form?.(wordsOf(i18n))
  if (!role || !settings.enabled || !kind?.roles.includes(role) || !form) return null
  const props: GenerateProps = {
    kind: kind.kind,
    words: kind.words,
    form,
    id,
    runsSlug: settings.slugs.generationRuns,
    isOffline: settings.model.providers[0].offline,
    opens: role === 'student' ? 'run' : 'target',
  }
  if (names === undefined) {
    return (
      <ListHeaderActions>
        <GenerateButton {...props} />
      </ListHeaderActions>
    )
  }
  // Who may not change the document may not add to it either.
  if (names === form.adding?.name && role === 'student') return null
  return <GenerateOnDocument {...props} names={names} />
}
