import type { KindForm } from '../../runs/kind/kindForm.js'
import { longestFeedback } from '../../text.js'
import type { Words } from '../../words/words.js'

/** What documents are asked to be written anew with; which ones, the page says. */
export const regenerateForm = (words: Words): KindForm => ({
  button: words('people:writeAnew'),
  intro: words('people:writeAnewIntro'),
  submit: words('people:writeAnew'),
  each: { name: 'targets', fields: ['parts', 'feedback'] },
  fields: [
    {
      sort: 'choices',
      name: 'parts',
      id: 'anew-parts',
      label: words('people:parts'),
      // The page of a document names its own.
      options: [],
      noneChosen: words('people:noPart'),
    },
    {
      sort: 'longText',
      name: 'feedback',
      id: 'anew-feedback',
      label: words('people:feedback'),
      hint: words('people:feedbackHint'),
      maxLength: longestFeedback,
    },
  ],
})
