import { convertMarkdownToLexical, editorConfigFactory } from '@payloadcms/richtext-lexical'
import type { SanitizedConfig } from 'payload'
import { explanationField } from './explanationField.js'

/** The model writes markdown, code builds editor state: models that emit editor JSON break editors. */
export const markdownToRichText = (config: SanitizedConfig, drillsSlug: string, markdown: string) =>
  convertMarkdownToLexical({
    editorConfig: editorConfigFactory.fromField({ field: explanationField(config, drillsSlug) }),
    markdown,
  })
