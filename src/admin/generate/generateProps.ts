import type { TypedUser } from 'payload'
import type { FormWay, KindForm } from '../../runs/kind/kindForm.js'
import { type Reader, wordsOf } from '../../words/words.js'
import { type Coursewright, roleOfUser } from '../shared/serverSide.js'
import type { GenerateProps } from './GenerateForm.js'

export interface GeneratePlace {
  /** Of the run that is started. */
  kind: string
  /** On the page of a document: the input that names it. Left out on a list. */
  names?: string
  /** In a row of a list of that document: the field of the form, of the sort `rows`, that starts with this row alone. */
  row?: string
  /** One of the form's other ways. */
  way?: string
  /** Id of the button in the page; two on one page need two. Not `id`: on a document Payload puts its own there. Default `coursewright-generate`. */
  buttonId?: string
}

interface GeneratePropsOf extends GeneratePlace {
  coursewright: Pick<Coursewright, 'kinds' | 'settings'>
  reader: Reader
  user: TypedUser | null | undefined
}

/** What the browser is sent of a kind: plain data instead of the settings, and nothing to those who may not generate it. */
export const generateProps = ({ coursewright, reader, user, ...place }: GeneratePropsOf): GenerateProps | undefined => {
  const { kinds, settings } = coursewright
  const role = roleOfUser(settings, user)
  const kind = kinds.find(({ kind }) => kind === place.kind)
  if (!settings.enabled || !kind || !role || !kind.roles.includes(role)) return undefined
  const whole = kind.form?.(wordsOf(reader))
  const way = place.way === undefined ? undefined : whole?.ways?.[place.way]
  if (place.way !== undefined && !way) return undefined
  const form = whole && formOf(whole, way)
  // Students may not change a document, so they may not add to it either.
  const isAdding = place.names !== undefined && place.names === form?.adding?.name
  if (!form || (isAdding && role === 'student')) return undefined
  return {
    kind: kind.kind,
    words: kind.words,
    form,
    preset: way?.preset ?? {},
    input: way?.input ?? {},
    id: place.buttonId ?? 'coursewright-generate',
    slugs: slugsOf(settings),
    isOffline: settings.model.providers[0].offline,
    opens: role === 'student' ? 'run' : 'target',
  }
}

const slugsOf = ({
  slugs: { generationBreakers, generationRuns, generationSteps, plans },
}: Coursewright['settings']) => ({
  ...{ generationBreakers, generationRuns, generationSteps, plans },
})

/** As one of its ways has it, which says what it does on the page of a document, too. */
const formOf = ({ ways: _, fields: all, ...rest }: KindForm, way: FormWay | undefined): KindForm => {
  const form = { ...rest, fields: all.filter(({ isExtra }) => !isExtra) }
  if (!way) return form
  const { button, fields: asked } = way
  const { intro = form.intro } = way
  const { adding } = form
  return {
    ...{ ...form, button, intro },
    ...(adding ? { adding: { ...adding, button, intro: way.intro ?? adding.intro } } : {}),
    fields: asked === undefined ? form.fields : all.filter(({ name }) => asked.includes(name)),
  }
}
