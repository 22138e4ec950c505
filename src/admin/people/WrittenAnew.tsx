import type { Payload, TypedUser } from 'payload'
import { kindWords } from '../../runs/kind/kindWords.js'
import type { Reader } from '../../words/words.js'
import { generateProps } from '../generate/generateProps.js'
import { coursewrightOf, roleOfUser, settingsOf } from '../shared/serverSide.js'
import { DraftPanel } from './DraftPanel.js'
import { WriteSelectedAnew } from './WriteSelectedAnew.js'

interface WrittenAnewProps {
  i18n: Reader
  payload: Payload
  user?: TypedUser | null
  /** Of the documents. */
  collection: string
}

/** Above the form of a document that runs write. A user who may not have it written anew is not sent the form for that. */
export const DraftPanelField = (props: WrittenAnewProps) => {
  const role = roleOfUser(settingsOf(props.payload), props.user)
  // Students may read what is published, and none of what was decided about it.
  return role && role !== 'student' ? <DraftPanel {...propsOf(props)} /> : null
}

/** Above a list: having what is selected in it written anew. */
export const WriteSelectedAnewAction = ({ most, ...props }: WrittenAnewProps & { most: number }) => {
  const { generate, ...rest } = propsOf(props)
  return generate ? <WriteSelectedAnew {...rest} generate={generate} most={most} /> : null
}

const propsOf = ({ i18n, payload, user, collection }: WrittenAnewProps) => {
  const coursewright = coursewrightOf(payload)
  const { kinds, settings } = coursewright
  return {
    collection,
    kinds: kindWords(kinds),
    slugs: { ...settings.slugs },
    generate: generateProps({ coursewright, reader: i18n, user, kind: 'regenerate' }),
  }
}
