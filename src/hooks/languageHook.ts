import { type FieldHook, ValidationError } from 'payload'
import { canonicalLanguage, languageTagOf } from '../generators/language/languageTag.js'
import { quoted } from '../text.js'
import { wordsOf } from '../words/words.js'

/**
 * Keeps a language one tag in one spelling, in drafts too: models, checks and readers compare it.
 *
 * @throws ValidationError for what is none, with the tag to write where the text is the name of a language
 */
export const keepLanguageTag: FieldHook = ({ value, req, collection, field }) => {
  if (typeof value !== 'string' || value === '') return value
  const tag = canonicalLanguage(value)
  if (tag !== undefined) return tag
  const known = languageTagOf(value)
  const words = wordsOf(req.i18n)
  const given = quoted(value)
  const message =
    known === undefined ? words('invalid:languageTag', { given }) : words('invalid:languageName', { given, tag: known })
  throw new ValidationError(
    {
      collection: collection?.slug,
      errors: [{ path: 'name' in field && field.name ? field.name : 'language', message }],
      req,
    },
    req.t,
  )
}
