import { isRecord } from '../../text.js'

/** What can be done on the review desk by a key; `deskActions` of the dictionary says what each is called. */
export const deskActions = [
  'next',
  'previous',
  'approve',
  'publish',
  'changes',
  'reject',
  'edit',
  'diff',
  'acceptPart',
  'refusePart',
  'select',
  'undo',
  'help',
] as const

export type DeskAction = (typeof deskActions)[number]

/** The key of each action, as `KeyboardEvent.key` has it, in lower case. */
export type DeskKeys = Readonly<Record<DeskAction, string>>

export const defaultKeys: DeskKeys = {
  next: 'j',
  previous: 'k',
  approve: 'a',
  publish: 'p',
  changes: 'c',
  reject: 'r',
  edit: 'e',
  diff: 'd',
  acceptPart: 'y',
  refusePart: 'n',
  select: 'x',
  undo: 'u',
  help: '?',
}

interface KeyPress {
  readonly key: string
  readonly altKey: boolean
  readonly ctrlKey: boolean
  readonly metaKey: boolean
  readonly repeat: boolean
  readonly isComposing: boolean
  readonly keyCode: number
}

/** Browsers send it for keys that an input method takes, some of them without `isComposing`. */
const composingKeyCode = 229

/**
 * Which action a key press asks for. None while characters are being composed, none with Ctrl, Alt or ⌘, which belong to the
 * browser; a key that is held down moves on, but decides only once.
 */
export const actionOf = (press: KeyPress, keys: DeskKeys): DeskAction | undefined => {
  if (press.isComposing || press.keyCode === composingKeyCode) return undefined
  if (press.altKey || press.ctrlKey || press.metaKey) return undefined
  const action = deskActions.find((one) => keys[one] === press.key.toLowerCase())
  if (press.repeat && action !== 'next' && action !== 'previous') return undefined
  return action
}

/** Where a person writes, or chooses something in a form: keys are that element's there. */
const writingPlaces = [
  ...['input', 'textarea', 'select', '[contenteditable=""]', '[contenteditable="true"]', '[role="textbox"]'],
  '[data-desk-keys="off"]',
].join(',')

/** Whether key presses on an element are for it, and not for the desk. */
export const isWriting = (target: EventTarget | null): boolean =>
  target instanceof Element && target.closest(writingPlaces) !== null

/** One character that prints, and which no page may take for itself. */
export const isUsableKey = (key: string): boolean => [...key].length === 1 && key.trim() !== ''

/** With another key for an action; the action that had this key gets the one that is free now. */
export const withKey = (keys: DeskKeys, action: DeskAction, given: string): DeskKeys => {
  const key = given.toLowerCase()
  const other = deskActions.find((one) => one !== action && keys[one] === key)
  return { ...keys, ...(other ? { [other]: keys[action] } : {}), [action]: key }
}

/** How a key is written on a button. */
export const keyLabel = (key: string): string => key.toUpperCase()

export interface KeySettings {
  readonly keys: DeskKeys
  readonly areOff: boolean
}

/** What was stored for a user, whatever it may be by now; what does not fit stays as it came. */
export const readKeySettings = (stored: unknown): KeySettings => {
  const given = isRecord(stored) ? stored : {}
  const own = isRecord(given.keys) ? given.keys : {}
  let keys = defaultKeys
  for (const action of deskActions) {
    const key = own[action]
    if (typeof key === 'string' && isUsableKey(key)) keys = withKey(keys, action, key)
  }
  return { keys, areOff: given.areOff === true }
}
